package dev.plinth.core.internal.operation;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.internal.content.JsonContent;
import dev.plinth.core.internal.text.PathTemplate;
import dev.plinth.core.internal.text.PercentEncoding;
import org.jspecify.annotations.Nullable;

/**
 * An operation's request in one dialect: method, path below the service's mount, query, headers, body, and the decoder
 * of the response.
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

    /**
     * In a template, {@code {name}} takes one value as one path segment; {@code {name*}} takes one value with slashes.
     */
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

    /** Builds a route. Not thread-safe. */
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

        /** Sets a value as the JSON body. */
        public Builder json(Object value) {
            this.body = new JsonContent(value);
            return this;
        }

        /** Sets the body, which may be large: only the idle timeout limits its transfer. */
        public Builder body(Content content) {
            this.body = content;
            this.transfers = true;
            return this;
        }

        /** Sends no credentials. */
        public Builder anonymous() {
            this.anonymous = true;
            return this;
        }

        /**
         * Decodes the result from responses with this status too, in addition to 2xx: 304 for conditional requests, for
         * example.
         */
        public Builder acceptStatus(int status) {
            this.acceptedStatus = status;
            return this;
        }

        /** Builds the route with a decoder of the whole response, which is closed afterwards. */
        public <T> Route<T> decode(Decoder<T> decoder) {
            return new Route<>(this, decoder, false);
        }

        /** Builds the route with a decoder whose result keeps the response open; the caller closes it. */
        public <T> Route<T> stream(Decoder<T> decoder) {
            return new Route<>(this, decoder, true);
        }
    }
}
