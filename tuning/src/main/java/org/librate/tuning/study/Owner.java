package org.librate.tuning.study;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who runs a trial: a session of a process. A process is known by its number and by when it began, since numbers are used again. Processes of one
 * study run on one machine: of a trial begun on another nobody knows here whether it runs, so that is said and taken for no.
 *
 * @param host the name of the machine; empty if it is this one or has none
 * @param began milliseconds since 1970; 0 if the system does not say
 */
record Owner(long process, long began, String host, String session) {

    private static final Logger LOG = LoggerFactory.getLogger(Study.class);
    private static final long CLOCK_MOVES = 5_000; // milliseconds: the system derives the time from when it was started, which is corrected at times
    private static final Set<String> SESSIONS = ConcurrentHashMap.newKeySet(); // of this process, as far as trials of theirs run

    static Owner create() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(self.pid(), began(self), "", UUID.randomUUID().toString());
    }

    /** Looked up when something is written to a journal: it may take a while. */
    private static final class Here {
        static final String NAME = name();

        private static String name() {
            try {
                return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            } catch (UnknownHostException e) {
                return "";
            }
        }
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
        if (!host.isEmpty() && !Here.NAME.isEmpty() && !host.equals(Here.NAME)) {
            LOG.warn("Study: trial {} was begun on the machine {}, and is run again on {}. If it runs there still, end it: processes of one study"
                    + " run on one machine.", trial, host, Here.NAME);
            return false;
        }
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
        return process + "@" + began + "#" + (host.isEmpty() ? Here.NAME : host) + "#" + session;
    }

    static Owner read(String text) throws Json.BadJson {
        int at = text.indexOf('@');
        int hash = text.indexOf('#');
        int last = text.lastIndexOf('#'); // the same in journals without machines
        @Nullable String wrong = null;
        try {
            if (at > 0 && hash > at) {
                return new Owner(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1, hash)),
                        hash < last ? text.substring(hash + 1, last) : "", text.substring(last + 1));
            }
        } catch (NumberFormatException e) {
            wrong = e.getMessage();
        }
        throw new Json.BadJson("has an owner that is not process@begin#machine#session" + (wrong == null ? "" : ": " + wrong));
    }
}
