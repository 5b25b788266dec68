package dev.plinth.core.internal.operation;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.internal.content.JsonContent;
import dev.plinth.core.internal.text.PathTemplate;
import dev.plinth.core.internal.text.PercentEncoding;
import org.jspecify.annotations.Nullable;

/**
 * How one dialect asks for one thing: method, path below the service's mount, query, headers, body, and what makes the
 * result of the answer.
 */
public final class Route<T> {

    public final String method;
    public final String path;
    public final HttpHeaders headers;
    public final @Nullable Content body;
    public final boolean transfers;
    public final boolean streams;
    public final boolean anonymous;
    public final int acceptedStatus;
    public final Decoder<T> decoder;

    private Route(Builder b, Decoder<T> decoder, boolean streams) {
        this.method = b.method;
        this.path = b.path.toString();
        this.headers = b.headers == null ? HttpHeaders.empty() : b.headers.build();
        this.body = b.body;
        this.transfers = b.transfers || streams;
        this.anonymous = b.anonymous;
        this.acceptedStatus = b.acceptedStatus;
        this.decoder = decoder;
        this.streams = streams;
    }

    /** {@code {name}} in a template takes one value as one segment; {@code {name*}} takes one with slashes. */
    public static Builder get(String template, String... values) {
        return new Builder("GET", template, values);
    }

    public static Builder head(String template, String... values) {
        return new Builder("HEAD", template, values);
    }

    public static Builder post(String template, String... values) {
        return new Builder("POST", template, values);
    }

    public static Builder put(String template, String... values) {
        return new Builder("PUT", template, values);
    }

    public static Builder patch(String template, String... values) {
        return new Builder("PATCH", template, values);
    }

    public static Builder delete(String template, String... values) {
        return new Builder("DELETE", template, values);
    }

    /** Collects a route. Not thread-safe. */
    public static final class Builder {

        private final String method;
        private final StringBuilder path;
        private HttpHeaders.@Nullable Builder headers;
        private @Nullable Content body;
        private boolean transfers;
        private boolean anonymous;
        private int acceptedStatus;
        private boolean queried;

        private Builder(String method, String template, String... values) {
            this.method = method;
            this.path = PathTemplate.expand(template, values);
        }

        /** Adds a query parameter, unless its value is null. */
        public Builder query(String name, @Nullable Object value) {
            if (value != null) {
                path.append(queried ? '&' : '?');
                queried = true;
                PercentEncoding.encode(path, name);
                path.append('=');
                PercentEncoding.encode(path, value.toString());
            }
            return this;
        }

        public Builder header(String name, @Nullable String value) {
            if (value != null) {
                if (headers == null) {
                    headers = HttpHeaders.builder();
                }
                headers.add(name, value);
            }
            return this;
        }

        /** Sends a value as JSON. */
        public Builder json(Object value) {
            this.body = new JsonContent(value);
            return this;
        }

        /** Sends a content, which may be large: only the stall limits how long that takes. */
        public Builder body(Content content) {
            this.body = content;
            this.transfers = true;
            return this;
        }

        /** Sends no credential. */
        public Builder anonymous() {
            this.anonymous = true;
            return this;
        }

        /** Takes answers of one more status for a result, beside 2xx: 304, say, is what a condition asks for. */
        public Builder acceptStatus(int status) {
            this.acceptedStatus = status;
            return this;
        }

        /** Makes the result of the whole answer; then the answer is closed. */
        public <T> Route<T> decode(Decoder<T> decoder) {
            return new Route<>(this, decoder, false);
        }

        /** Makes a result that holds the answer open; whoever gets it closes it. */
        public <T> Route<T> stream(Decoder<T> decoder) {
            return new Route<>(this, decoder, true);
        }
    }
}
