package dev.plinth.benchmarks;

import java.util.ServiceLoader;

/** Some of the programs that are compared, by name. A service: the class path decides which there are. */
public interface Candidates {

    /**
     * Returns how the report names a candidate.
     *
     * @param name the candidate
     * @return the title, empty if it is not one of these
     */
    String title(String name);

    /**
     * Makes a client.
     *
     * @param name the candidate
     * @param url the server's URL
     * @return the client
     * @throws Exception if there is none
     */
    Client connect(String name, String url) throws Exception;

    /**
     * Finds those that a candidate is one of.
     *
     * @param name the candidate
     * @return the candidates
     */
    static Candidates with(String name) {
        for (Candidates some : ServiceLoader.load(Candidates.class)) {
            if (!some.title(name).isEmpty()) {
                return some;
            }
        }
        throw new IllegalArgumentException("no such candidate: " + name);
    }
}
