package dev.plinth.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.testkit.Faults;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.Outbox;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalPlatformExtensionTest {
    private static final Set<String> SEEN = new HashSet<>();

    @Nested
    @ExtendWith(LocalPlatformExtension.class)
    class ForAClass {
        @Test
        void injectsThePlatformAndItsParts(LocalPlatform platform, LocalProject project, Outbox outbox, Faults faults) {
            assertThat(project.projectRef()).isEqualTo(platform.projectRef());
            assertThat(outbox).isSameAs(platform.outbox());
            assertThat(faults).isSameAs(platform.faults());
        }
    }

    @Nested
    class ForEachTest {
        @RegisterExtension
        final LocalPlatformExtension extension = LocalPlatformExtension.create(builder -> builder.project("mine"));

        @RepeatedTest(2)
        void startsAnotherPlatform() {
            assertThat(extension.platform().projectRef()).isEqualTo("mine");
            assertThat(SEEN.add(extension.platform().platformUrl())).isTrue();
        }
    }

    @Test
    void hasNoPlatformOutsideOfTests() {
        assertThatThrownBy(() -> LocalPlatformExtension.create().platform())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not running");
    }
}
