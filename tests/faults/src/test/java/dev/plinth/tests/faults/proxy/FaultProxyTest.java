package dev.plinth.tests.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("local")
class FaultProxyTest {

    private static final Script SERVER_ERROR = (exchange, dice) -> {
        exchange.request();
        exchange.answer(Message.response(500, "text/plain", "made up"));
    };

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalPlatform platform;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        platform = LocalPlatform.start();
        URI url = URI.create(platform.projectUrl());
        proxy = FaultProxy.before(new InetSocketAddress(url.getHost(), url.getPort()), "mark");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        platform.close();
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        URI url = URI.create(proxy.url() + "/storage/v1/version");
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    @Test
    void isTransparentUnlessArmed() throws Exception {
        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(proxy.heads()).hasSize(1);
        assertThat(proxy.armed().happened()).isFalse();
    }

    @Test
    void aFaultTakesTheRequestThatItIsFor() throws Exception {
        proxy.arm(Arming.once(SERVER_ERROR, 2, new Dice(1)));

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(proxy.armed().happened()).isFalse();
        assertThat(get().statusCode()).isEqualTo(500);
        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(proxy.armed().happened()).isTrue();
    }

    @Test
    void aFaultThatGoesOnTakesAllFromThereOn() throws Exception {
        proxy.arm(Arming.from(SERVER_ERROR, 2, new Dice(1)));

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(get().statusCode()).isEqualTo(500);
        assertThat(get().statusCode()).isEqualTo(500);
    }

    @Test
    void aFaultThatCannotBeHadHasNotHappened() throws Exception {
        proxy.arm(Arming.once((exchange, dice) -> exchange.pass(), 1, new Dice(1)));

        assertThat(get().statusCode()).isEqualTo(200);
        assertThat(proxy.armed().happened()).isFalse();
    }

    @Test
    void refusesConnectionsForAWhile() throws Exception {
        proxy.refuse();
        assertThatThrownBy(this::get).isInstanceOf(ConnectException.class);

        proxy.accept();
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @Test
    void seesConnectionsThatAreLeftOpen() throws Exception {
        get();

        assertThat(proxy.openAfter(0)).isEqualTo(1);

        proxy.closeLines(true);
        assertThat(proxy.openAfter(3_000)).isZero();
    }
}
