package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Metrics by an observer: counts the calls of each operation by their status. */
public final class CountCallsByOperation {

    private CountCallsByOperation() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project));
        }
    }

    static Map<String, LongAdder> run(Project project) {
        Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
        Project observed = project.withOptions(o -> o.observer(new CallObserver() {
            @Override
            public void finished(CallEvent call) {
                String name = call.operation() + " " + call.status().orElse(0);
                counts.computeIfAbsent(name, key -> new LongAdder()).increment();
            }
        }));
        observed.users().list().toList();
        observed.buckets().list().toList();
        return counts;
    }
}
