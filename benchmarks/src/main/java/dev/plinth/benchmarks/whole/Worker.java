package dev.plinth.benchmarks.whole;

import com.sun.management.OperatingSystemMXBean;
import dev.plinth.storage.IntegrityCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** One process of a candidate: does its work once and prints what it took. */
public final class Worker {

    private static final String KEY = "sb_secret_benchmark";

    private Worker() {}

    /**
     * Prints wall time in seconds, CPU time in seconds, and the largest resident set in MB.
     *
     * @param arguments the candidate, the work, the server's URL and a folder
     * @throws Exception if the work fails
     */
    public static void main(String[] arguments) throws Exception {
        Work work = Work.valueOf(arguments[1]);
        Path folder = Path.of(arguments[3]);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Client client = client(arguments[0], arguments[2])) {
            work.warmUp(client, folder);
            boolean cold = work == Work.START_AND_LIST_BUCKETS;
            long cpu = cold ? 0 : system.getProcessCpuTime();
            long start = System.nanoTime();
            work.run(client, folder);
            double seconds = (System.nanoTime() - start) / 1e9;
            double wall = cold
                    ? (System.currentTimeMillis()
                                    - ManagementFactory.getRuntimeMXBean().getStartTime())
                            / 1e3
                    : seconds;
            System.out.printf(
                    Locale.ROOT, "%.4f %.4f %.1f%n", wall, (system.getProcessCpuTime() - cpu) / 1e9, largestSet());
        }
    }

    private static Client client(String name, String url) {
        return switch (name) {
            case "okhttp" -> new OkHttpByHand(url, KEY);
            case "plinth-auto" -> new PlinthClient(url, KEY, IntegrityCheck.AUTO);
            case "plinth-always" -> new PlinthClient(url, KEY, IntegrityCheck.ALWAYS);
            case "plinth-never" -> new PlinthClient(url, KEY, IntegrityCheck.NEVER);
            default -> throw new IllegalArgumentException("no such candidate: " + name);
        };
    }

    private static double largestSet() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
