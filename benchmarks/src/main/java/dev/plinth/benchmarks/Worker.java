package dev.plinth.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One process of a candidate: does its work once and prints what it took. */
public final class Worker {

    private Worker() {}

    /**
     * Prints a {@link Sample}.
     *
     * @param arguments the candidate, the work, the server's URL, a folder and the rounds of the warm-up
     * @throws Exception if the work fails
     */
    public static void main(String[] arguments) throws Exception {
        Work work = Work.valueOf(arguments[1]);
        Path folder = Path.of(arguments[3]);
        try (Client client = Candidates.with(arguments[0]).connect(arguments[0], arguments[2])) {
            work.warmUp(client, folder, Integer.parseInt(arguments[4]));
            System.out.println(measure(work, client, folder).line());
        }
    }

    private static Sample measure(Work work, Client client, Path folder) throws Exception {
        // At a start, the beans would be part of what is measured.
        double cpu = work.cold() ? 0 : cpu();
        long start = System.nanoTime();
        double bytes = work.run(client, folder);
        double seconds = work.cold() ? sinceStart() : (System.nanoTime() - start) / 1e9;
        return new Sample(
                seconds,
                cpu() - cpu,
                largestSet(),
                client.onCallersThread() ? bytes : Double.NaN,
                ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }

    private static double sinceStart() {
        long now = System.currentTimeMillis();
        return (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
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
