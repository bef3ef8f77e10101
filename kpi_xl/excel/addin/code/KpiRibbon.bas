Attribute VB_Name = "KpiRibbon"
Option Explicit
' The buttons of the KPI tab. Each names its action; Python does the work and tells how it went.

Private Const ExportFiles As String = "*.csv;*.tsv;*.txt;*.xlsx;*.xls;*.zip"

Public Sub KpiImportExports(control As IRibbonControl)
    Dim Files As Variant, Arguments() As Variant, At As Long
    Files = Application.GetOpenFilename(ExportFiles & "," & ExportFiles, , TextChooseFiles, , True)
    If Not IsArray(Files) Then Exit Sub
    ReDim Arguments(0 To UBound(Files) - LBound(Files) + 2)
    Arguments(0) = ProjectOfWorkbook()
    Arguments(1) = "import"
    For At = LBound(Files) To UBound(Files)
        Arguments(At - LBound(Files) + 2) = Files(At)
    Next
    Tell Arguments
    RecalculateAll
End Sub

Public Sub KpiMakeReport(control As IRibbonControl)
    Dim Made As String
    Made = Tell(Array(ProjectOfWorkbook(), "report"))
    If Made <> "" Then Workbooks.Open Filename:=Made, UpdateLinks:=0
End Sub

Public Sub KpiRefresh(control As IRibbonControl)
    Forget
    MsgBox CStr(AnswerIn(ProjectOfWorkbook(), "KPI_REFRESH", Array())), vbInformation, TextTitle
    RecalculateAll
End Sub

Public Sub KpiExplainCell(control As IRibbonControl)
    Dim Arguments As Variant
    If ActiveCell Is Nothing Then Exit Sub
    Arguments = ArgumentsIn(CStr(ActiveCell.Formula))
    If IsArray(Arguments) Then
        MsgBox CStr(AnswerIn(ProjectOfWorkbook(), "KPI_WHY", Arguments)), vbInformation, TextTitle
    Else
        MsgBox TextNoFunction, vbInformation, TextTitle
    End If
End Sub

Public Sub KpiFreeze(control As IRibbonControl)
    On Error GoTo Failed
    If TypeOf ActiveSheet Is Worksheet Then FreezeSheet ActiveSheet
    Exit Sub
Failed:
    MsgBox Err.Description, vbExclamation, TextTitle
End Sub

Public Sub KpiMakeLive(control As IRibbonControl)
    On Error GoTo Failed
    If TypeOf ActiveSheet Is Worksheet Then RestoreSheet ActiveSheet
    Exit Sub
Failed:
    MsgBox Err.Description, vbExclamation, TextTitle
End Sub

Private Sub RecalculateAll()
    Forget
    Application.CalculateFull
End Sub

' Shows how an action went, and gives the file that it made, if any.
Private Function Tell(Arguments As Variant) As String
    Dim Result As Variant
    On Error GoTo Failed
    Application.Cursor = xlWait
    Result = Acted(Arguments)
    Application.Cursor = xlDefault
    MsgBox CStr(Result(LBound(Result) + 1)), IIf(Result(LBound(Result)) = "ok", vbInformation, vbExclamation), TextTitle
    Tell = CStr(Result(LBound(Result) + 2))
    Exit Function
Failed:
    Application.Cursor = xlDefault
    MsgBox Err.Description, vbExclamation, TextTitle
End Function

' The values that a cell's =KPI(...) has; only what is a text, a number or a reference is worked out, so that no
' other function runs once more.
Private Function ArgumentsIn(Formula As String) As Variant
    Dim Start As Variant, Parts As Variant, Values() As Variant, At As Long, Inside As String, Opening As Long
    For Each Start In Array("=KPI(", "=KPI_TARGET(", "=KPI_STATUS(", "=KPI_WHY(")
        If UCase$(Left$(Formula, Len(Start))) = Start Then Opening = Len(Start)
    Next
    If Opening = 0 Or Right$(Formula, 1) <> ")" Then Exit Function
    Inside = Mid$(Formula, Opening + 1, Len(Formula) - Opening - 1)
    Parts = PartsOf(Inside)
    ReDim Values(0 To UBound(Parts))
    For At = 0 To UBound(Parts)
        If Not ReadArgument(CStr(Parts(At)), Values(At)) Then Exit Function
    Next
    ArgumentsIn = Values
End Function

Private Function ReadArgument(Text As String, ByRef Value As Variant) As Boolean
    Dim Written As String
    Written = Trim$(Text)
    ReadArgument = True
    If Written = "" Then
        Value = Empty
    ElseIf Left$(Written, 1) = """" And Right$(Written, 1) = """" Then
        Value = Replace(Mid$(Written, 2, Len(Written) - 2), """""", """")
    ElseIf IsNumeric(Written) Then
        Value = Val(Written)
    Else
        On Error GoTo Failed
        Value = ActiveSheet.Range(Written).Value2
    End If
    Exit Function
Failed:
    ReadArgument = False
End Function

' The arguments between commas that stand in no text and in no brackets.
Private Function PartsOf(Inside As String) As Variant
    Dim At As Long, Letter As String, Quoted As Boolean, Depth As Long, Part As String, Parts As Collection
    Dim Found() As Variant
    Set Parts = New Collection
    For At = 1 To Len(Inside)
        Letter = Mid$(Inside, At, 1)
        If Letter = """" Then Quoted = Not Quoted
        If Not Quoted And Letter = "(" Then Depth = Depth + 1
        If Not Quoted And Letter = ")" Then Depth = Depth - 1
        If Letter = "," And Not Quoted And Depth = 0 Then
            Parts.Add Part
            Part = ""
        Else
            Part = Part & Letter
        End If
    Next
    Parts.Add Part
    ReDim Found(0 To Parts.Count - 1)
    For At = 1 To Parts.Count
        Found(At - 1) = Parts(At)
    Next
    PartsOf = Found
End Function
