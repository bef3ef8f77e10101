Attribute VB_Name = "KpiConnection"
Option Explicit
Option Private Module
' Starts Python and calls it. Which Python is read from the user's own kpi_xl.conf and from nowhere else: what an open
' workbook, its folder or the current folder hold cannot choose a program or a module.

#If Mac Then
#ElseIf Win64 Then
    Private Const LibraryName As String = "xlwings64-@XLWINGS@.dll"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64-@XLWINGS@.dll" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
    Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal FileName As LongPtr) As LongPtr
#Else
    Private Const LibraryName As String = "xlwings32-@XLWINGS@.dll"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32-@XLWINGS@.dll" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
    Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal FileName As LongPtr) As LongPtr
#End If

Private Const FunctionsModule As String = "kpi_xl.excel.vba"
Private Const ActionsModule As String = "kpi_xl.excel.ribbon"
Private Const AnotherTryAfter As Double = 30 ' seconds; a start that fails can take minutes, and a sheet has many cells

Private Server As Object
Private FailedAt As Double
Private FailedWhy As String

Public Function Asked(Arguments As Variant) As Variant
    Asked = Called(FunctionsModule, "ask", Arguments)
End Function

Public Function Acted(Arguments As Variant) As Variant
    FailedWhy = ""
    Acted = Called(ActionsModule, "act", Arguments)
End Function

Private Function Called(ModuleName As String, FunctionName As String, Arguments As Variant) As Variant
    If FailedWhy <> "" And Abs(Timer - FailedAt) < AnotherTryAfter Then Err.Raise 1000, Description:=FailedWhy
    On Error GoTo Failed
    If Server Is Nothing Then Set Server = Python()
    Called = Server.CallUDF(CStr(ModuleName), CStr(FunctionName), Arguments)
    FailedWhy = ""
    Exit Function
Failed:
    Set Server = Nothing
    FailedWhy = Err.Description
    FailedAt = Timer
    Err.Raise 1000, Description:=FailedWhy
End Function

#If Mac Then
Private Function Python() As Object
    Err.Raise 1000, Description:=TextOnlyWindows
End Function

Public Sub Disconnect()
End Sub
#Else
Private Function Python() As Object
    Dim Found As Variant
    LoadNear Interpreter()
    If XLPyDLLActivateAuto(Found, StartCommand(), 1) <> 0 Then Err.Raise 1000, Description:=CStr(Found)
    Set Python = Found
End Function

Public Sub Disconnect()
    Dim Unused As Variant
    Set Server = Nothing
    On Error Resume Next
    LoadNear Interpreter()
    XLPyDLLActivateAuto Unused, StartCommand(), -1
End Sub

Private Sub LoadNear(Program As String)
    Dim Folder As String
    Folder = Left$(Program, InStrRev(Program, "\") - 1)
    If LoadLibraryW(StrPtr(Folder & "\" & LibraryName)) <> 0 Then Exit Sub
    Folder = Left$(Folder, InStrRev(Folder, "\") - 1) ' of a virtual environment
    If LoadLibraryW(StrPtr(Folder & "\" & LibraryName)) = 0 Then Err.Raise 1000, Description:=TextNoLibrary & " " & LibraryName
End Sub

' -P keeps the current folder, which is often that of the workbook, out of where Python looks for modules.
Private Function StartCommand() As String
    StartCommand = """" & Interpreter() & """ -B -P -c ""import xlwings; xlwings.serve('$(CLSID)')"""
End Function

Private Function Interpreter() As String
    Dim Program As String
    Program = Setting("INTERPRETER_WIN")
    If InStr(Program, ":\") <> 2 And Left$(Program, 2) <> "\\" Then Err.Raise 1000, Description:=TextNotInstalled
    If InStr(Program, """") > 0 Then Err.Raise 1000, Description:=TextNotInstalled
    If Dir$(Program) = "" Then Err.Raise 1000, Description:=TextMoved & " " & Program
    Interpreter = Program
End Function

Private Function Setting(Wanted As String) As String
    Dim Key As String, Value As String, Channel As Integer
    On Error GoTo Failed
    Channel = FreeFile
    Open Environ$("USERPROFILE") & "\.kpi_xl\kpi_xl.conf" For Input As #Channel
    Do While Not EOF(Channel)
        Input #Channel, Key, Value
        If Key = Wanted Then Setting = Value
    Loop
    Close #Channel
    Exit Function
Failed:
    Err.Raise 1000, Description:=TextNotInstalled
End Function
#End If
