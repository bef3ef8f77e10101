Attribute VB_Name = "KpiAnswers"
Option Explicit
Option Private Module
' What every function does: hand over values in place of ranges, keep answers for the length of a recalculation, and
' make real errors of their texts. Nothing here is volatile.

Private Const ProjectName As String = "kpi_xl_project"
Private Const KeptFor As Double = 2 ' seconds; Python itself keeps answers until the figures change
Private Const ManyCells As Double = 10000

Private Kept As Collection
Private KeptSince As Double

Public Function Answer(FunctionName As String, Arguments As Variant) As Variant
    Answer = AnswerIn(ProjectOfCaller(), FunctionName, Arguments)
End Function

Public Function AnswerIn(Project As String, FunctionName As String, Arguments As Variant) As Variant
    Dim Key As String, Found As Variant
    On Error GoTo Failed
    Key = KeyOf(Project, FunctionName, Arguments)
    If Not IsKept(Key, Found) Then
        Found = RealErrors(Asked(Packed(Project, FunctionName, Arguments)))
        Kept.Add Found, Key
    End If
    AnswerIn = Found
    Exit Function
Failed:
    If FunctionName = "KPI_WHY" Or FunctionName = "KPI_REFRESH" Then
        AnswerIn = Err.Description
    Else
        AnswerIn = CVErr(xlErrNA)
    End If
End Function

Public Sub Forget()
    Set Kept = Nothing
End Sub

' A range's values. Dates come as serial numbers, an argument that is left out as nothing.
Public Function ValueOf(Optional Argument As Variant) As Variant
    If IsMissing(Argument) Then
        ValueOf = Empty
    ElseIf IsObject(Argument) Then
        ValueOf = RangeValue(Argument)
    Else
        ValueOf = Argument
    End If
End Function

' The id of the project that the calling cell's workbook names: read as a text, never evaluated.
Public Function ProjectOfCaller() As String
    On Error Resume Next
    ProjectOfCaller = IdIn(Application.Caller.Worksheet.Parent.Names(ProjectName).RefersTo)
End Function

Public Function ProjectOfWorkbook() As String
    On Error Resume Next
    ProjectOfWorkbook = IdIn(ActiveWorkbook.Names(ProjectName).RefersTo)
End Function

Private Function IdIn(Formula As String) As String
    If Left$(Formula, 2) = "=""" And Right$(Formula, 1) = """" Then IdIn = Mid$(Formula, 3, Len(Formula) - 3)
End Function

Private Function RangeValue(Argument As Variant) As Variant
    Dim Used As Range
    Set Used = Argument
    If Used.CountLarge > ManyCells Then Set Used = Application.Intersect(Used, Used.Worksheet.UsedRange)
    If Not Used Is Nothing Then RangeValue = Used.Value2
End Function

Private Function IsKept(Key As String, ByRef Found As Variant) As Boolean
    If Not Kept Is Nothing Then
        If Abs(Timer - KeptSince) > KeptFor Then Set Kept = Nothing
    End If
    If Kept Is Nothing Then
        Set Kept = New Collection
        KeptSince = Timer
    End If
    On Error GoTo Missing
    Found = Kept.Item(Key)
    IsKept = True
Missing:
End Function

Private Function Packed(Project As String, FunctionName As String, Arguments As Variant) As Variant
    Dim All() As Variant, At As Long
    ReDim All(0 To UBound(Arguments) - LBound(Arguments) + 2)
    All(0) = Project
    All(1) = FunctionName
    For At = LBound(Arguments) To UBound(Arguments)
        All(At - LBound(Arguments) + 2) = Arguments(At)
    Next
    Packed = All
End Function

' Different questions have different keys, whatever their texts hold: each part comes with its type and its length.
Private Function KeyOf(Project As String, FunctionName As String, Arguments As Variant) As String
    Dim Parts As Collection, Argument As Variant, Cell As Variant
    Set Parts = New Collection
    Parts.Add PartOf(Project)
    Parts.Add PartOf(FunctionName)
    For Each Argument In Arguments
        If IsArray(Argument) Then
            Parts.Add "[" & (UBound(Argument, 1) - LBound(Argument, 1)) & "]"
            For Each Cell In Argument
                Parts.Add PartOf(Cell)
            Next
        Else
            Parts.Add PartOf(Argument)
        End If
    Next
    KeyOf = CaseKept(Joined(Parts))
End Function

Private Function PartOf(Value As Variant) As String
    PartOf = TypeName(Value) & Len(CStr(Value)) & ":" & CStr(Value)
End Function

Private Function Joined(Parts As Collection) As String
    Dim Texts() As String, Part As Variant, At As Long
    ReDim Texts(0 To Parts.Count - 1)
    For Each Part In Parts
        Texts(At) = Part
        At = At + 1
    Next
    Joined = Join(Texts, " ")
End Function

' A collection takes capital letters for small ones; so the places of capitals are added.
Private Function CaseKept(Key As String) As String
    Dim At As Long, Small As String
    CaseKept = Key
    Small = LCase$(Key)
    For At = 1 To Len(Key)
        If Mid$(Key, At, 1) <> Mid$(Small, At, 1) Then CaseKept = CaseKept & " " & At
    Next
End Function

Private Function RealErrors(Result As Variant) As Variant
    Dim Row As Long, Column As Long
    If Not IsArray(Result) Then
        RealErrors = RealError(Result)
    ElseIf Dimensions(Result) = 1 Then
        For Column = LBound(Result) To UBound(Result)
            Result(Column) = RealError(Result(Column))
        Next
        RealErrors = Result
    Else
        For Row = LBound(Result, 1) To UBound(Result, 1)
            For Column = LBound(Result, 2) To UBound(Result, 2)
                Result(Row, Column) = RealError(Result(Row, Column))
            Next
        Next
        RealErrors = Result
    End If
End Function

Private Function RealError(Cell As Variant) As Variant
    RealError = Cell
    If VarType(Cell) <> vbString Then Exit Function
    If Cell = "@MISSING@" Then RealError = CVErr(xlErrNA)
    If Cell = "@WRONG@" Then RealError = CVErr(xlErrValue)
End Function

Private Function Dimensions(Block As Variant) As Long
    Dim Bound As Long
    On Error GoTo Done
    Bound = UBound(Block, 1)
    Dimensions = 1
    Bound = UBound(Block, 2)
    Dimensions = 2
Done:
End Function
