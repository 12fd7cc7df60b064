package org.librate.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process that speaks a side's language, or fails to. */
final class Talker {

    public static void main(String[] args) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("a greeting that is no answer");
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            if (args[0].equals("absent")) {
                System.out.println("absent\tno such module");
            } else if (request.equals("warm\tdeadly") || request.equals("alone\tdeadly")) {
                System.err.println("a fatal error has been detected");
                System.exit(3);
            } else {
                System.out.println(switch (request) {
                    case "about" -> "answer\ttalker 1.0";
                    case "cases" -> "answer\teasy\tdeadly";
                    case "facts" -> "answer\tweight";
                    case "fact\tweight" -> "answer\t12 kg";
                    case "warm\teasy" -> "answer\tready";
                    case "round\teasy" -> "answer\t12.5";
                    case "alone\teasy" -> "answer\t12.5\t300.0\tNaN";
                    default -> "error\tunknown case";
                });
            }
        }
    }
}
