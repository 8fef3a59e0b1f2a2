#!/usr/bin/env bash
# The page in a network of its own with one way out, which leads nowhere: every packet that leaves is counted. The page is
# opened from the disk, with no test's own barrier in front of it. By hand, as root, after `cargo xtask build`.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHROME="${CHROME:-/usr/bin/chromium}" SOAT_OPEN_NETWORK=1
exec unshare --net bash e2e/silence.inside.sh
