package org.librate.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much of this process is in memory, as Linux tells it. */
final class Resident {

    private static final Path SELF = Path.of("/proc/self");
    private static final long SETTLING_MILLIS = 400;

    private Resident() {
    }

    /** Gives back what is free, as far as the JVM does, and forgets the largest size so far; megabytes now. */
    static double settle() throws IOException {
        for (int i = 0; i < 2; i++) {
            System.gc();
            try {
                Thread.sleep(SETTLING_MILLIS); // memory is returned on another thread
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (Files.isWritable(SELF.resolve("clear_refs"))) {
            Files.writeString(SELF.resolve("clear_refs"), "5");
        }
        return megabytes("VmRSS:");
    }

    /** The largest size since it settled. */
    static double peak() throws IOException {
        return megabytes("VmHWM:");
    }

    private static double megabytes(String what) throws IOException {
        Path status = SELF.resolve("status");
        List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
        return lines.stream().filter(line -> line.startsWith(what)).mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst().orElse(Double.NaN);
    }
}
