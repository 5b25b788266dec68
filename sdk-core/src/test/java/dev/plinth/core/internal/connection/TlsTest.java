package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Secret;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TLS with a certificate authority of the tests' own, and proxies. */
class TlsTest {

    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final FakeTiming timing = new FakeTiming();
    private final MockWebServer server = new MockWebServer();

    @RegisterExtension
    final Opened opened = new Opened();

    private void serve(HeldCertificate.Builder certificate) throws IOException {
        opened.closing(server);
        HandshakeCertificates own = new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build();
        server.useHttps(own.sslSocketFactory());
        server.start();
    }

    private HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName("localhost");
    }

    private LiveConnection connect(String url, Consumer<ConnectionOptionsImpl> options) {
        return opened.connect(url, timing, o -> {
            o.allowHttp();
            options.accept(o);
        });
    }

    private LiveConnection trusting() {
        return connect(url(), o -> o.transport(OkHttpTransport.of(client().build())));
    }

    private OkHttpClient.Builder client() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
        return new OkHttpClient.Builder().sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }

    private String url() {
        return "https://localhost:" + server.getPort();
    }

    @Test
    void aCertificateOfTheAuthorityIsAccepted() throws IOException {
        serve(signed());
        server.enqueue(WireTest.response(200, "{\"a\":1}"));

        assertThat(OperationRunner.run(trusting(), WireTest.read("x"))).containsEntry("a", 1);
    }

    @Test
    void aCertificateForAnotherHostIsRefusedAtOnce() throws IOException {
        serve(new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName("other.example"));

        assertRefused(trusting());
    }

    @Test
    void anExpiredCertificateIsRefusedAtOnce() throws IOException {
        long now = System.currentTimeMillis();
        serve(signed().validityInterval(now - 2 * HOUR, now - HOUR));

        assertRefused(trusting());
    }

    @Test
    void aSelfSignedCertificateIsRefusedAtOnce() throws IOException {
        serve(new HeldCertificate.Builder().addSubjectAlternativeName("localhost"));

        assertRefused(connect(url(), o -> {}));
    }

    private void assertRefused(LiveConnection connection) {
        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.read("x")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("attempts=1")
                .hasMessageContaining("TLS");
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() throws IOException {
        serve(signed());
        try (MockWebServer plain = WireTest.unwanted()) {
            plain.start();
            server.enqueue(
                    WireTest.response(308, "", "Location", plain.url("/there").toString()));

            assertThatThrownBy(() -> OperationRunner.run(trusting(), WireTest.read("x")))
                    .hasMessageContaining(plain.url("/there").toString());
            assertThat(plain.getRequestCount()).isZero();
        }
    }

    @Test
    void aRequestWithoutACredentialIsNotRedirectedFromHttpsToHttpEither() throws IOException {
        serve(signed());
        try (MockWebServer plain = WireTest.unwanted()) {
            plain.start();
            server.enqueue(
                    WireTest.response(308, "", "Location", plain.url("/there").toString()));
            LiveConnection another =
                    connect("https://project.example", o -> o.transport(OkHttpTransport.of(client().build())));

            another.http().execute(HttpRequest.of("GET", url() + "/here")).close();

            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(plain.getRequestCount()).isZero();
        }
    }

    @Test
    void aProxyThatWantsAPasswordIsAskedOnce() throws IOException {
        server.start();
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"office\"")
                .build());

        assertThatThrownBy(() -> OperationRunner.run(
                        connect("https://project.example", o -> o.proxy("localhost", server.getPort())),
                        WireTest.read("x")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(407))
                .hasMessageContaining("o.proxy(host, port, username, password)")
                .hasMessageContaining("attempts=1");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aTunnelIsAskedForWithThePasswordOnce() throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder().code(407).build());
        server.enqueue(new MockResponse.Builder().code(407).build());

        assertThatThrownBy(() ->
                        OperationRunner.run(connect("https://project.example", this::proxied), WireTest.read("x")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("407");

        RecordedRequest tunnel = server.takeRequest();
        assertThat(tunnel.getMethod()).isEqualTo("CONNECT");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YWRhOmhvcnNl");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPlainRequestGoesThroughTheProxyWithThePassword() throws Exception {
        server.start();
        server.enqueue(WireTest.response(200, "{\"a\":2}"));

        assertThat(OperationRunner.run(connect("http://project.example", this::proxied), WireTest.read("x")))
                .containsEntry("a", 2);

        assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YWRhOmhvcnNl");
    }

    private void proxied(ConnectionOptionsImpl options) {
        options.proxy("localhost", server.getPort(), "ada", Secret.of("horse"));
    }
}
