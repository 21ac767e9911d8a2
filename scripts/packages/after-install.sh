share=${DPKG_ROOT:-}/usr/share
for made in "update-desktop-database -q $share/applications" "update-mime-database $share/mime" \
  "gtk-update-icon-cache -q -t -f $share/icons/hicolor"; do
  command -v "${made%% *}" >/dev/null 2>&1 && $made >/dev/null 2>&1 || true
done
