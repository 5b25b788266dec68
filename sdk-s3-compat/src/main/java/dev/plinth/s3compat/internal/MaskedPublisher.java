package dev.plinth.s3compat.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * Masks secrets in the body of an error response of an asynchronous client. The body is published when it is complete.
 */
final class MaskedPublisher implements Publisher<ByteBuffer> {

    private final Publisher<ByteBuffer> source;
    private final List<String> secrets;

    MaskedPublisher(Publisher<ByteBuffer> source, List<String> secrets) {
        this.source = source;
        this.secrets = secrets;
    }

    /** Masks secrets in a text. */
    static byte[] mask(byte[] body, List<String> secrets) {
        String text = new String(body, StandardCharsets.UTF_8);
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        source.subscribe(new Collector(subscriber));
    }

    /** Collects the body up to the maximum size of error bodies. The rest is read and dropped. */
    private final class Collector implements Subscriber<ByteBuffer> {

        private final Subscriber<? super ByteBuffer> target;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Collector(Subscriber<? super ByteBuffer> target) {
            this.target = target;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] bytes = new byte[Math.min(part.remaining(), EchoedSecrets.MAX_ERROR_SIZE - body.size())];
            part.get(bytes);
            body.writeBytes(bytes);
        }

        @Override
        public void onComplete() {
            AsyncRequestBody.fromBytes(mask(body.toByteArray(), secrets)).subscribe(target);
        }

        @Override
        public void onError(Throwable failure) {
            target.onSubscribe(new CompletedSubscription());
            target.onError(failure);
        }
    }

    /** The subscription of a body that failed. */
    private static final class CompletedSubscription implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
