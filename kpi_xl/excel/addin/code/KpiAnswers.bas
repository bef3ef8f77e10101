Attribute VB_Name = "KpiAnswers"
Option Explicit
Option Private Module
' What every function does: hand over values in place of ranges, keep answers for the length of a recalculation, and
' make real errors of their texts. Nothing here is volatile.

Private Const ProjectName As String = "kpi_xl_project"
Private Const KeptFor As Double = 2 ' seconds; Python itself keeps answers until the figures change
Private Const ManyCells As Double = 10000

Private Kept As Object
Private KeptSince As Double

Public Function Answer(FunctionName As String, Arguments As Variant) As Variant
    Answer = AnswerIn(ProjectOfCaller(), FunctionName, Arguments)
End Function

Public Function AnswerIn(Project As String, FunctionName As String, Arguments As Variant) As Variant
    Dim Key As String
    On Error GoTo Failed
    Key = KeyOf(Project, FunctionName, Arguments)
    If KeptAnswers.Exists(Key) Then
        AnswerIn = KeptAnswers.Item(Key)
    Else
        AnswerIn = RealErrors(Asked(Packed(Project, FunctionName, Arguments)))
        KeptAnswers.Item(Key) = AnswerIn
    End If
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

Private Function KeptAnswers() As Object
    If Not Kept Is Nothing Then
        If Abs(Timer - KeptSince) > KeptFor Then Set Kept = Nothing
    End If
    If Kept Is Nothing Then
        Set Kept = CreateObject("Scripting.Dictionary")
        KeptSince = Timer
    End If
    Set KeptAnswers = Kept
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

Private Function KeyOf(Project As String, FunctionName As String, Arguments As Variant) As String
    Dim Argument As Variant, Cell As Variant, Parts As String
    Parts = Project & vbNullChar & FunctionName
    For Each Argument In Arguments
        Parts = Parts & vbNullChar
        If IsArray(Argument) Then
            Parts = Parts & "[" & (UBound(Argument, 1) - LBound(Argument, 1)) & "]"
            For Each Cell In Argument
                Parts = Parts & vbVerticalTab & TypeName(Cell) & CStr(Cell)
            Next
        Else
            Parts = Parts & TypeName(Argument) & CStr(Argument)
        End If
    Next
    KeyOf = Parts
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
