package dev.plinth.s3compat.internal.integrity;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Wraps bodies so that the progress of reading them is tracked. */
final class CountedBody {

    private CountedBody() {}

    static RequestBody of(RequestBody body, UploadProgress progress) {
        ContentStreamProvider source = body.contentStreamProvider();
        ContentStreamProvider counted = new ContentStreamProvider() {
            @Override
            public InputStream newStream() {
                progress.start();
                return new CountedStream(source.newStream(), progress);
            }

            @Override
            public String name() {
                return source.name();
            }
        };
        return body.optionalContentLength()
                .map(length -> RequestBody.fromContentProvider(counted, length, body.contentType()))
                .orElseGet(() -> RequestBody.fromContentProvider(counted, body.contentType()));
    }

    static AsyncRequestBody of(AsyncRequestBody body, UploadProgress progress) {
        return new AsyncRequestBody() {
            @Override
            public Optional<Long> contentLength() {
                return body.contentLength();
            }

            @Override
            public String contentType() {
                return body.contentType();
            }

            @Override
            public String body() {
                return body.body();
            }

            @Override
            public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                progress.start();
                body.subscribe(new CountedSubscriber(subscriber, progress));
            }
        };
    }

    private static final class CountedStream extends FilterInputStream {

        private final UploadProgress progress;

        CountedStream(InputStream source, UploadProgress progress) {
            super(source);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(target, offset, length);
            } catch (IOException | RuntimeException e) {
                throw progress.wrapFailure(e);
            }
            if (count < 0) {
                progress.end().ifPresent(tooShort -> {
                    throw tooShort;
                });
            } else {
                progress.read(target, offset, count);
            }
            return count;
        }
    }

    private static final class CountedSubscriber implements Subscriber<ByteBuffer> {

        private final Subscriber<? super ByteBuffer> target;
        private final UploadProgress progress;

        CountedSubscriber(Subscriber<? super ByteBuffer> target, UploadProgress progress) {
            this.target = target;
            this.progress = progress;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            progress.read(bytes);
            target.onNext(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(progress.wrapFailure(failure));
        }

        @Override
        public void onComplete() {
            progress.end().ifPresentOrElse(target::onError, target::onComplete);
        }
    }
}
