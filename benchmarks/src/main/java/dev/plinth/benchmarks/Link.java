package dev.plinth.benchmarks;

/** What lies between a candidate and the server. */
enum Link {
    HTTP("http", "http", 0),
    HTTPS("https", "https", 1),
    SLOW(
            "http",
            "http, " + SlowLink.DELAY_MILLIS + " ms, " + SlowLink.MEGABYTES_PER_SECOND + " MB/s for each connection",
            2);

    private final String scheme;
    private final String title;
    private final int position;

    Link(String scheme, String title, int position) {
        this.scheme = scheme;
        this.title = title;
        this.position = position;
    }

    String scheme() {
        return scheme;
    }

    /** Returns this one's among the ports that the server prints. */
    String port(String[] ports) {
        return ports[position];
    }

    String title() {
        return title;
    }
}
