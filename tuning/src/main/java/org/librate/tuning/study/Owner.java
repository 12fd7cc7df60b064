package org.librate.tuning.study;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Json;

/**
 * Who runs a trial: a session of a process. A process is known by its number and by when it began, since numbers are used again. Processes of one
 * study run on one machine.
 *
 * @param began milliseconds since 1970; 0 if the system does not say
 */
record Owner(long process, long began, String session) {

    private static final long CLOCK_MOVES = 5_000; // milliseconds: the system derives the time from when it was started, which is corrected at times
    private static final Set<String> SESSIONS = ConcurrentHashMap.newKeySet(); // of this process, as far as trials of theirs run

    static Owner create() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(self.pid(), began(self), UUID.randomUUID().toString());
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** That this session, which is of this process, runs a trial now. */
    void runs(int trial, boolean now) {
        if (now) {
            SESSIONS.add(session + " " + trial);
        } else {
            SESSIONS.remove(session + " " + trial);
        }
    }

    /** Whether a trial that this owner began may still be running. */
    boolean isRunning(int trial) {
        if (process == ProcessHandle.current().pid()) {
            return SESSIONS.contains(session + " " + trial);
        }
        Optional<ProcessHandle> there = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        if (there.isEmpty()) {
            return false;
        }
        long itsBegin = began(there.get());
        return began == 0 || itsBegin == 0 || Math.abs(itsBegin - began) < CLOCK_MOVES;
    }

    String json() {
        return process + "@" + began + "#" + session;
    }

    static Owner read(String text) throws Json.BadJson {
        int at = text.indexOf('@');
        int hash = text.indexOf('#');
        @Nullable String wrong = null;
        try {
            if (at > 0 && hash > at) {
                return new Owner(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1, hash)), text.substring(hash + 1));
            }
        } catch (NumberFormatException e) {
            wrong = e.getMessage();
        }
        throw new Json.BadJson("has an owner that is not process@begin#session" + (wrong == null ? "" : ": " + wrong));
    }
}
