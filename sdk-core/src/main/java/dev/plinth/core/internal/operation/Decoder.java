package dev.plinth.core.internal.operation;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decodes a successful response. */
@FunctionalInterface
public interface Decoder<T> {

    /** The maximum size of a JSON response. */
    long LARGEST_JSON = 16L << 20;

    /** The media type of a web page. */
    String HTML = "text/html";

    T decode(HttpResponse response) throws IOException;

    /** Returns a decoder that converts the result. */
    default <R> Decoder<R> then(Function<? super T, ? extends R> conversion) {
        return response -> conversion.apply(decode(response));
    }

    /**
     * Returns a decoder that compares an id in the response with the one in the request. A socket on which an earlier
     * response left bytes behind would otherwise deliver every response to the wrong request.
     *
     * @param matches returns whether the response belongs to the request
     */
    default Decoder<T> matching(Predicate<? super T> matches) {
        return response -> {
            T value = decode(response);
            if (!matches.test(value)) {
                throw new WrongResponseException();
            }
            return value;
        };
    }

    /** Returns a decoder for one JSON value. */
    static <T> Decoder<T> json(JsonReader<T> reader) {
        return response -> {
            refuseHtml(response);
            return reader.read(bounded(response));
        };
    }

    /** Returns the body, limited to the maximum size of a JSON response. */
    static InputStream bounded(HttpResponse response) {
        return new BoundedStream(response.body(), LARGEST_JSON);
    }

    /** Rejects a web page where data was expected: a sign-in page, or a Studio that does not know the route. */
    static void refuseHtml(HttpResponse response) throws UnexpectedBodyException {
        String type = response.headers().first("Content-Type").orElse("");
        if (type.regionMatches(true, 0, HTML, 0, HTML.length())) {
            throw new UnexpectedBodyException(
                    "the response is a web page instead of data",
                    "check that the URL is the API's URL, and that the platform does not require a sign-in page");
        }
    }

    /** Returns a decoder for successful responses without a result. */
    static Decoder<Done> done() {
        return response -> {
            BoundedStream.drain(response.body());
            return Done.DONE;
        };
    }

    /** The result of operations without a result. */
    enum Done {
        DONE
    }
}
