package dev.plinth.s3compat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FreshTokenTest {

    /** A response to the old token may arrive when the new one is there already, but its refresh has not returned. */
    @Test
    void aLateRejectionDuringARefreshDoesNotCountAgainstTheNewToken() {
        AtomicReference<Secret> token = new AtomicReference<>(Secret.of("old"));
        AtomicInteger refreshes = new AtomicInteger();
        AtomicReference<FreshToken> fresh = new AtomicReference<>();
        Credentials credentials = new Credentials() {
            @Override
            public Optional<Secret> token() {
                return Optional.of(token.get());
            }

            @Override
            public Optional<Secret> freshToken() {
                refreshes.incrementAndGet();
                token.set(Secret.of("new"));
                assertThat(fresh.get().handleRejection()).isTrue();
                return token();
            }
        };
        fresh.set(new FreshToken(credentials, Clock.systemUTC(), null));
        assertThat(fresh.get().handleRejection()).isTrue();

        assertThat(fresh.get().get()).isEqualTo(Secret.of("new"));
        assertThat(fresh.get().get()).isEqualTo(Secret.of("new"));
        assertThat(refreshes).hasValue(1);
        assertThat(fresh.get().handleRejection()).isTrue();
    }
}
