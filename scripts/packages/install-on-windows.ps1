# Installs each package for Windows without a question, has the installed program make and verify an office, and removes it.
$ErrorActionPreference = 'Stop'
$setup = (Get-Item dist\Remedy-*-setup.exe).FullName
$msi = (Get-Item dist\Remedy-*.msi).FullName
$everybody = "$env:ProgramFiles\Remedy"
$mine = "$env:LOCALAPPDATA\Programs\Remedy"

function Run($program, $words) {
  $done = Start-Process $program -ArgumentList $words -Wait -PassThru -RedirectStandardOutput said.txt
  if ($done.ExitCode -ne 0) { throw "$program $words ended with $($done.ExitCode)" }
}

function Try-It($folder, $remove) {
  $office = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
  Run "$folder\Remedy.exe" "sample `"$office`""
  (Select-String '^passphrase: (.*)$' said.txt).Matches[0].Groups[1].Value | Set-Content typed.txt
  $done = Start-Process "$folder\Remedy.exe" -ArgumentList "verify `"$office`" --passphrase-stdin" `
    -Wait -PassThru -RedirectStandardInput typed.txt
  if ($done.ExitCode -ne 0) { throw "the office in $office was not verified" }
  & $remove
  # An uninstaller goes on in a copy of itself.
  for ($i = 0; (Test-Path "$folder\Remedy.exe") -and $i -lt 60; $i++) { Start-Sleep 1 }
  if (Test-Path "$folder\Remedy.exe") { throw "$folder was not removed" }
  if (-not (Test-Path "$office\remedy.db")) { throw 'the office is gone' }
}

Run $setup '/S /AllUsers'
Try-It $everybody { Run "$everybody\uninstall.exe" '/AllUsers /S' }
Run $setup '/S /CurrentUser'
Try-It $mine { Run "$mine\uninstall.exe" '/CurrentUser /S' }
Run msiexec "/i `"$msi`" /qn"
Try-It $everybody { Run msiexec "/x `"$msi`" /qn" }
