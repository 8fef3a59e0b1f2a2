#!/usr/bin/env bash
# The page in a network of its own with one way out, which leads nowhere: every packet that leaves is counted. The page is
# opened from the disk, with no test's own barrier in front of it. Chromium looks up two hosts of its maker at every start,
# with any page or none: they alone are answered inside the browser. By hand, as root, after `cargo xtask build`.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHROME="${CHROME:-/usr/bin/chromium}" SOAT_OPEN_NETWORK=1
export SOAT_BROWSER_ARGS="--host-resolver-rules=MAP accounts.google.com ~NOTFOUND, MAP update.googleapis.com ~NOTFOUND"
JOURNEYS=(journey review export duplicates hostile mapping)
exec unshare --net bash e2e/silence.inside.sh "${@:-${JOURNEYS[@]}}"
