package dev.plinth.s3compat.internal.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A body that fails instead of completing if it ends too early. */
final class CheckedPublisher implements Publisher<ByteBuffer> {

    private final Publisher<ByteBuffer> body;
    private final BodyCheck check;

    CheckedPublisher(Publisher<ByteBuffer> body, BodyCheck check) {
        this.body = body;
        this.check = check;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new CheckingSubscriber(subscriber, check));
    }

    private static final class CheckingSubscriber implements Subscriber<ByteBuffer> {

        private final Subscriber<? super ByteBuffer> target;
        private final BodyCheck check;
        private @Nullable Subscription subscription;
        private boolean failed;

        CheckingSubscriber(Subscriber<? super ByteBuffer> target, BodyCheck check) {
            this.target = target;
            this.check = check;
        }

        @Override
        public void onSubscribe(Subscription newSubscription) {
            subscription = newSubscription;
            target.onSubscribe(newSubscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            if (failed) {
                return;
            }
            try {
                check.received(bytes);
            } catch (IOException e) {
                failed = true;
                if (subscription != null) {
                    subscription.cancel();
                }
                target.onError(e);
                return;
            }
            target.onNext(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            if (!failed) {
                target.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (failed) {
                return;
            }
            try {
                check.ended();
            } catch (IOException e) {
                target.onError(e);
                return;
            }
            target.onComplete();
        }
    }
}
