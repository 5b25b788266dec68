package dev.plinth.core.internal.operation;

import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes a result of a good answer. */
@FunctionalInterface
public interface Decoder<T> {

    /** The largest JSON answer that is read. */
    long LARGEST_JSON = 16L << 20;

    /** The media type of a web page. */
    String HTML = "text/html";

    T decode(HttpResponse response) throws IOException;

    /** Makes something else of the result. */
    default <R> Decoder<R> then(Function<? super T, ? extends R> change) {
        return response -> change.apply(decode(response));
    }

    /**
     * Compares an id in the response with the one in the request. A connection on which an earlier response left bytes
     * behind would otherwise answer every request with the result of another.
     *
     * @param matches tells whether the response is about what was asked for
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

    /** Reads one JSON value. */
    static <T> Decoder<T> json(JsonReader<T> reader) {
        return response -> {
            refuseHtml(response);
            return reader.read(bounded(response));
        };
    }

    /** Returns the body, at most as long as JSON answers may be. */
    static InputStream bounded(HttpResponse response) {
        return new BoundedStream(response.body(), LARGEST_JSON);
    }

    /** Refuses a web page where data were asked for: a sign-in page, a Studio that does not know the route. */
    static void refuseHtml(HttpResponse response) throws UnexpectedBodyException {
        String type = response.headers().first("Content-Type").orElse("");
        if (type.regionMatches(true, 0, HTML, 0, HTML.length())) {
            throw new UnexpectedBodyException(
                    "a web page came instead of data",
                    "is the URL that of the API, and does the platform let you in without a sign-in page?");
        }
    }

    /** Takes any good answer for done. */
    static Decoder<Done> done() {
        return response -> {
            BoundedStream.drain(response.body());
            return Done.DONE;
        };
    }

    /** The result of what has none. */
    enum Done {
        DONE
    }
}
