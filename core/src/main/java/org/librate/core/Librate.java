package org.librate.core;

/**
 * The library as a whole. As a program it prints {@link #doctor()}: {@code java -cp … org.librate.core.Librate}.
 */
public final class Librate {

    private Librate() {
    }

    /** What this process computes with, and if something did not load, why and what helps. */
    public static Doctor doctor() {
        return Doctor.examine();
    }

    /** The version of this library; "development" when it was not packaged. */
    public static String version() {
        String version = Librate.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Prints {@link #doctor()}; the exit status is 0 if nothing failed. */
    public static void main(String[] arguments) {
        Doctor doctor = doctor();
        System.out.println(doctor);
        if (!doctor.isHealthy()) {
            System.exit(1);
        }
    }
}
