package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Secret;
import dev.plinth.core.TransportException;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.storage.StorageClient;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ClientsAsBeansTest {
    @RegisterExtension
    static final LocalPlatformExtension extension = LocalPlatformExtension.create();

    private final LocalPlatform platform = extension.platform();

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PlinthAutoConfiguration.class,
                    PlinthLocalAutoConfiguration.class,
                    PlinthS3AutoConfiguration.class));
    private final ApplicationContextRunner direct = bare.withPropertyValues(
            "plinth.project.url=" + platform.projectUrl(), "plinth.project.key=" + platform.serviceKey());

    @Test
    void twoPropertiesReachTheProjectDirectly() {
        platform.seedUsers(2);

        direct.run(context -> {
            assertThat(context.getBean(Project.class).users().list().toList()).hasSize(2);
            assertThat(context.getBean(AuthClient.class).getVersion()).isNotBlank();
            assertThat(context.getBean(StorageClient.class).checkHealth()).isTrue();
            assertThat(context).hasSingleBean(TokenVerifier.class).doesNotHaveBean(Platform.class);
        });
    }

    @Test
    void aProjectIsReachedThroughItsPlatform() {
        platform.seedUsers(3);

        throughPlatform()
                .withPropertyValues("plinth.project.ref=" + platform.projectRef())
                .run(context -> {
                    assertThat(context.getBean(Project.class).users().list().toList())
                            .hasSize(3);
                    assertThat(context.getBean(Platform.class).projects().toList())
                            .hasSize(1);
                });
    }

    @Test
    void aPlatformNeedsNoProject() {
        throughPlatform()
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Platform.class)
                        .doesNotHaveBean(Project.class)
                        .doesNotHaveBean(AuthClient.class));
    }

    private ApplicationContextRunner throughPlatform() {
        return bare.withPropertyValues(
                "plinth.platform.url=" + platform.platformUrl(), "plinth.platform.token=" + platform.platformToken());
    }

    @Test
    void theS3ClientsUseTheAccessKey() {
        direct.withPropertyValues(
                        "plinth.s3.access-key-id=" + platform.s3AccessKeyId(),
                        "plinth.s3.secret-access-key=" + platform.s3SecretAccessKey(),
                        "plinth.project.region=" + platform.s3Region())
                .run(context -> {
                    context.getBean(Project.class).buckets().create("files");

                    assertThat(context.getBean(S3Client.class).listBuckets().buckets())
                            .singleElement()
                            .satisfies(bucket -> assertThat(bucket.name()).isEqualTo("files"));
                    assertThat(context).hasSingleBean(S3Presigner.class);
                });
    }

    @Test
    void withoutS3OnTheClassPathThereAreNoS3Clients() {
        direct.withClassLoader(new FilteredClassLoader(S3Compat.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("plinthS3Client"));
    }

    @Test
    void anOwnProjectReplacesTheStartersAndNeedsNoProperty() {
        bare.withBean(Project.class, () -> Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey())))
                .run(context -> assertThat(context)
                        .hasSingleBean(Project.class)
                        .doesNotHaveBean("plinthProject")
                        .hasSingleBean(StorageClient.class));
    }

    @Test
    void ownConnectionDetailsReplaceTheProperties() {
        bare.withBean(PlinthConnectionDetails.class, () -> new PlinthConnectionDetails() {
                    @Override
                    public Optional<String> projectUrl() {
                        return Optional.of(platform.projectUrl());
                    }

                    @Override
                    public Optional<Secret> projectKey() {
                        return Optional.of(Secret.of(platform.serviceKey()));
                    }
                })
                .withPropertyValues("plinth.project.url=https://elsewhere.example.com")
                .run(context -> assertThat(context.getBean(Project.class)
                                .connection()
                                .url()
                                .toString())
                        .startsWith(platform.projectUrl()));
    }

    @Test
    void aCustomizerComesAfterTheProperties() {
        direct.withPropertyValues("plinth.max-attempts=5")
                .withBean(
                        ConnectionOptionsCustomizer.class,
                        () -> options -> options.maxAttempts(1).callHistorySize(10))
                .run(context -> {
                    Project project = context.getBean(Project.class);
                    project.users().list().toList();

                    assertThat(project.connection().callHistory()).hasSize(1);
                });
    }

    @Test
    void anOwnOkHttpClientIsUsed() {
        AtomicInteger requests = new AtomicInteger();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    requests.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();

        direct.withBean(OkHttpClient.class, () -> own).run(context -> {
            context.getBean(AuthClient.class).getVersion();

            assertThat(requests).hasValue(1);
        });
    }

    @Test
    void observersSeeTheCalls() {
        List<String> operations = new ArrayList<>();
        CallObserver observer = new CallObserver() {
            @Override
            public void finished(CallEvent event) {
                operations.add(event.operation());
            }
        };

        direct.withBean(CallObserver.class, () -> observer).run(context -> {
            context.getBean(Project.class).users().list().toList();

            assertThat(operations).hasSize(1);
        });
    }

    @Test
    void theConnectionIsClosedWithTheContext() {
        List<Project> projects = new ArrayList<>();

        direct.run(context -> projects.add(context.getBean(Project.class)));

        assertThat(projects)
                .singleElement()
                .satisfies(project -> assertThat(
                                catchThrowable(() -> project.auth().getVersion()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed"));
    }

    @Test
    void thePlinthBeansCanBeSwitchedOff() {
        bare.withPropertyValues("plinth.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Project.class));
    }

    @Test
    void anEmbeddedPlatformReplacesThePropertiesAndIsClosedWithTheContext() {
        List<String> urls = new ArrayList<>();

        direct.withPropertyValues("plinth.local.enabled=true").run(context -> {
            LocalPlatform embedded = context.getBean(LocalPlatform.class);
            urls.add(embedded.projectUrl());
            embedded.seedUsers(4);

            assertThat(embedded.projectUrl()).isNotEqualTo(platform.projectUrl());
            assertThat(context.getBean(Project.class).users().list().toList()).hasSize(4);
            assertThat(context.getBean(S3Client.class).listBuckets().buckets()).isEmpty();
        });
        try (Project gone = Project.connect(urls.get(0), ApiKey.of(platform.serviceKey()), o -> o.maxAttempts(1))) {
            assertThat(catchThrowable(() -> gone.auth().getVersion())).isInstanceOf(TransportException.class);
        }
    }
}
