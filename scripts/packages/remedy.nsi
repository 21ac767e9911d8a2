; The installer for Windows. Silent: /S, with /AllUsers or /CurrentUser, and /D=folder as the last word.
Unicode true
Target amd64-unicode
SetCompressor @compressor@
ManifestDPIAware true

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Remedy"
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR Remedy
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallLocation
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallLocation
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh

Name Remedy
OutFile "@setup@"
BrandingText "Remedy @version@"
VIProductVersion @version@.0
VIAddVersionKey ProductName Remedy
VIAddVersionKey ProductVersion "@version@"
VIAddVersionKey FileVersion "@version@"
VIAddVersionKey FileDescription "Installs Remedy"
VIAddVersionKey CompanyName "@author@"
VIAddVersionKey LegalCopyright "@copyright@"

!define MUI_UNCONFIRMPAGE_TEXT_TOP "Remedy will be removed from this computer. The offices, their backups and this computer's settings are kept: nothing that anybody wrote is deleted."
!define MUI_FINISHPAGE_RUN "$INSTDIR\Remedy.exe"
!insertmacro MUI_PAGE_LICENSE "@unpacked@/LICENSE.txt"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Function .onInit
  SetRegView 64
  ; A folder that was said by /D= is kept, whoever it is installed for.
  StrCpy $1 $INSTDIR
  !insertmacro MULTIUSER_INIT
  ${If} $1 != ""
    StrCpy $INSTDIR $1
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

!macro EXPECT_CLOSED
  ; Windows lets nobody write to a program that runs.
  ${If} ${FileExists} "$INSTDIR\Remedy.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\Remedy.exe" a
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "Remedy is open. Close it, and start this again." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  !insertmacro EXPECT_CLOSED
  ; What an older version brought and this one does not is taken away first.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode _?=$INSTDIR'
  ${EndIf}
@install@
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Remedy.lnk" "$INSTDIR\Remedy.exe"
  WriteRegStr SHCTX "${KEY}" DisplayName Remedy
  WriteRegStr SHCTX "${KEY}" DisplayVersion "@version@"
  WriteRegStr SHCTX "${KEY}" DisplayIcon "$INSTDIR\Remedy.exe"
  WriteRegStr SHCTX "${KEY}" Publisher "@author@"
  WriteRegStr SHCTX "${KEY}" InstallLocation "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" UninstallString '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${KEY}" QuietUninstallString '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${KEY}" NoModify 1
  WriteRegDWORD SHCTX "${KEY}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" EstimatedSize $0
  WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\remedy.exe" "" "$INSTDIR\Remedy.exe"
  WriteRegStr SHCTX "Software\Classes\.edition" "" "Remedy.edition"
  WriteRegStr SHCTX "Software\Classes\Remedy.edition" "" "Edition of the law for Remedy"
  WriteRegStr SHCTX "Software\Classes\Remedy.edition\DefaultIcon" "" "$INSTDIR\Remedy.exe,0"
  WriteRegStr SHCTX "Software\Classes\Remedy.edition\shell\open\command" "" '"$INSTDIR\Remedy.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.remedy-update" "" "Remedy.update"
  WriteRegStr SHCTX "Software\Classes\Remedy.update" "" "Update of Remedy"
  WriteRegStr SHCTX "Software\Classes\Remedy.update\DefaultIcon" "" "$INSTDIR\Remedy.exe,0"
  WriteRegStr SHCTX "Software\Classes\Remedy.update\shell\open\command" "" '"$INSTDIR\Remedy.exe" "%1"'
SectionEnd

Section Uninstall
  !insertmacro EXPECT_CLOSED
  ; Only what was installed, file by file: an office that somebody put into this folder stays.
@remove@
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Remedy.lnk"
  DeleteRegKey SHCTX "${KEY}"
  DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\remedy.exe"
  DeleteRegKey SHCTX "Software\Classes\.edition"
  DeleteRegKey SHCTX "Software\Classes\Remedy.edition"
  DeleteRegKey SHCTX "Software\Classes\.remedy-update"
  DeleteRegKey SHCTX "Software\Classes\Remedy.update"
SectionEnd
