Attribute VB_Name = "KpiFreezing"
Option Explicit
Option Private Module
' Puts values in the place of the functions on a sheet, and the functions back. Formulas are kept as texts on a sheet
' that only VBA can show. A value is pasted, never typed, so that a text which begins with = stays a text.

Private Const StoreName As String = "kpi_xl_frozen"

Public Sub FreezeSheet(Sheet As Worksheet)
    Dim Cell As Range, Block As Range, Store As Worksheet, Place As Long
    Dim Found As Collection
    Set Found = FunctionsOn(Sheet)
    If Found.Count = 0 Then Exit Sub
    Set Store = StoreOf(Sheet.Parent)
    For Each Cell In Found
        Set Block = BlockOf(Cell)
        Place = Store.Cells(Store.Rows.Count, 1).End(xlUp).Row + 1
        Keep Store, Place, Sheet.Name, Cell.Address(False, False), FormulaOf(Cell)
        Block.Copy
        Block.PasteSpecial Paste:=xlPasteValues
    Next
    Application.CutCopyMode = False
    Sheet.Activate
End Sub

Public Sub RestoreSheet(Sheet As Worksheet)
    Dim Store As Worksheet, Place As Long, Formula As String, Cell As Range
    On Error Resume Next
    Set Store = Sheet.Parent.Worksheets(StoreName)
    On Error GoTo 0
    If Store Is Nothing Then Exit Sub
    For Place = Store.Cells(Store.Rows.Count, 1).End(xlUp).Row To 2 Step -1
        If CStr(Store.Cells(Place, 1).Value2) = Sheet.Name Then
            Formula = CStr(Store.Cells(Place, 3).Value2)
            If IsOurs(Formula) Then
                Set Cell = Sheet.Range(CStr(Store.Cells(Place, 2).Value2))
                Cell.Resize(CLng(Store.Cells(Place, 4).Value2), CLng(Store.Cells(Place, 5).Value2)).ClearContents
                PutBack Cell, Formula
            End If
            Store.Rows(Place).Delete
        End If
    Next
End Sub

' Anybody can put such a sheet into a workbook, so that only our own functions are written back, and no DDE link.
Private Function IsOurs(Formula As String) As Boolean
    IsOurs = Left$(Formula, 1) = "=" And InStr(Formula, "|") = 0 And HoldsFunction(Formula)
End Function

Private Function FunctionsOn(Sheet As Worksheet) As Collection
    Dim Cell As Range, Formulas As Range
    Set FunctionsOn = New Collection
    On Error Resume Next
    Set Formulas = Sheet.UsedRange.SpecialCells(xlCellTypeFormulas)
    On Error GoTo 0
    If Formulas Is Nothing Then Exit Function
    For Each Cell In Formulas
        If HoldsFunction(CStr(Cell.Formula)) And IsFirst(Cell) Then FunctionsOn.Add Cell
    Next
End Function

Private Function HoldsFunction(Formula As String) As Boolean
    Dim Known As Variant
    For Each Known In FunctionNames()
        If InStr(1, Formula, Known & "(", vbTextCompare) > 0 Then HoldsFunction = True
    Next
End Function

Private Function IsFirst(Cell As Range) As Boolean
    IsFirst = True
    If Cell.HasArray Then IsFirst = (Cell.CurrentArray.Cells(1, 1).Address = Cell.Address)
End Function

' Excel before dynamic arrays knows neither SpillingToRange nor Formula2.
Private Function BlockOf(Cell As Range) As Range
    Set BlockOf = Cell
    If Cell.HasArray Then Set BlockOf = Cell.CurrentArray
    On Error Resume Next
    Set BlockOf = CallByName(Cell, "SpillingToRange", VbGet)
End Function

Private Function FormulaOf(Cell As Range) As String
    FormulaOf = Cell.Formula
    On Error Resume Next
    FormulaOf = CallByName(Cell, "Formula2", VbGet)
End Function

Private Sub PutBack(Cell As Range, Formula As String)
    On Error GoTo Older
    CallByName Cell, "Formula2", VbLet, Formula
    Exit Sub
Older:
    Cell.Formula = Formula
End Sub

Private Sub Keep(Store As Worksheet, Place As Long, SheetName As String, Address As String, Formula As String)
    Dim Block As Range
    Set Block = BlockOf(Store.Parent.Worksheets(SheetName).Range(Address))
    Store.Cells(Place, 1).Resize(1, 3).NumberFormat = "@"
    Store.Cells(Place, 1).Value2 = SheetName
    Store.Cells(Place, 2).Value2 = Address
    Store.Cells(Place, 3).Value2 = Formula
    Store.Cells(Place, 4).Value2 = Block.Rows.Count
    Store.Cells(Place, 5).Value2 = Block.Columns.Count
End Sub

Private Function StoreOf(Book As Workbook) As Worksheet
    On Error Resume Next
    Set StoreOf = Book.Worksheets(StoreName)
    On Error GoTo 0
    If Not StoreOf Is Nothing Then Exit Function
    Set StoreOf = Book.Worksheets.Add(After:=Book.Worksheets(Book.Worksheets.Count))
    StoreOf.Name = StoreName
    StoreOf.Visible = xlSheetVeryHidden
End Function
