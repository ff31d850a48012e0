# Runs a database server until the other end of standard input is closed, for whatever reason.
# Environment: FOLDER, the working folder of the server, removed at the end; PREPARE and RUN, commands;
# STOP_SIGNAL, the signal for an immediate stop.
cd "$FOLDER" || exit 1
if sh -c "$PREPARE" >log 2>&1 </dev/null; then
  sh -c "exec $RUN" >>log 2>&1 </dev/null &
  server=$!
  exec 3<&0
  { while read -r _; do :; done <&3; kill -s "$STOP_SIGNAL" "$server"; } >/dev/null 2>&1 &
  watcher=$!
  wait "$server"
  kill "$watcher" 2>/dev/null
fi
tail -n 100 log
cd / && rm -rf "$FOLDER"
