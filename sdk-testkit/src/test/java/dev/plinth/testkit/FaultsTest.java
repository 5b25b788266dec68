package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private Wire wire;
    private Faults faults;

    @BeforeEach
    void makeABucket(LocalProject project, Faults platformFaults) {
        wire = Wire.of(project);
        faults = platformFaults;
        wire.post("/bucket", "{\"name\":\"b\"}");
        wire.upload("b/x", "0123456789");
    }

    @Test
    void answersAStatusWithoutTheWorkAsOftenAsAsked() {
        faults.add(Fault.on("POST", "/storage/v1/object/**").status(503).times(2));

        assertThat(wire.upload("b/new", "1").status()).isEqualTo(503);
        assertThat(wire.upload("b/new", "1").status()).isEqualTo(503);
        assertThat(wire.get("/object/b/new").status()).isEqualTo(400);
        assertThat(wire.upload("b/new", "1").status()).isEqualTo(200);
    }

    @Test
    void answersAStatusAfterTheWork() {
        faults.add(Fault.on("POST", "/storage/v1/object/**").statusAfterWork(500));

        assertThat(wire.upload("b/new", "1").status()).isEqualTo(500);
        assertThat(wire.get("/object/b/new").text()).isEqualTo("1");
    }

    @Test
    void letsTheFirstOnesPass() {
        faults.add(Fault.on("GET", "/storage/v1/object/b/x").status(500).after(1));

        assertThat(wire.get("/object/b/x").status()).isEqualTo(200);
        assertThat(wire.get("/object/b/x").status()).isEqualTo(500);
        assertThat(faults.pending()).isEmpty();
    }

    @Test
    void saysWhenToComeBackOrNot() {
        faults.add(Fault.on("*", "/storage/v1/**").tooManyRequests(Duration.ofSeconds(3)));
        faults.add(Fault.on("*", "/storage/v1/**").tooManyRequests());

        assertThat(wire.get("/object/b/x").header("retry-after")).isEqualTo("3");
        assertThat(wire.get("/object/b/x").header("retry-after")).isNull();
    }

    @Test
    void answersTheStatusesOfResumableUploadsAsText() {
        faults.add(Fault.on("PATCH", "/storage/v1/upload/resumable/**").status(423, "locked"));

        RawHttp.Answer answer = wire.send("PATCH", "/upload/resumable/x", "a");

        assertThat(answer.status()).isEqualTo(423);
        assertThat(answer.header("content-type")).startsWith("text/plain");
    }

    @Test
    void cutsTheConnectionWhileTheRequestComesIn() {
        faults.add(Fault.on("POST", "/storage/v1/object/**").dropRequestAfter(3));

        assertThatThrownBy(() -> wire.upload("b/new", "0123456789")).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(wire.get("/object/b/new").status()).isEqualTo(400);
    }

    @Test
    void cutsTheConnectionWhileTheAnswerGoesOut() {
        faults.add(Fault.on("GET", "/storage/v1/object/**").dropResponseAfter(4));

        assertThat(wire.get("/object/b/x").text()).isEqualTo("0123");
        assertThat(wire.get("/object/b/x").text()).isEqualTo("0123456789");
    }

    @Test
    void cutsTheConnectionAfterTheWork() {
        faults.add(Fault.on("DELETE", "/storage/v1/object/**").dropAfterWork());

        assertThatThrownBy(() -> wire.delete("/object/b/x")).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThat(wire.get("/object/b/x").status()).isEqualTo(400);
    }

    @Test
    void stallsAndIsSlow() {
        faults.add(Fault.on("GET", "/storage/v1/object/**").stall(Duration.ofMillis(150)));
        faults.add(Fault.on("GET", "/storage/v1/object/**").slow(50));

        assertThat(millisOfAGet()).isGreaterThanOrEqualTo(150);
        assertThat(millisOfAGet()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void truncatesWithALengthThatSaysSo() {
        faults.add(Fault.on("GET", "/storage/v1/object/**").truncate(4));

        RawHttp.Answer answer = wire.get("/object/b/x");

        assertThat(answer.header("content-length")).isEqualTo("4");
        assertThat(answer.text()).isEqualTo("0123");
    }

    @Test
    void corruptsOneByteInEitherDirection() {
        faults.add(Fault.on("GET", "/storage/v1/object/**").corruptResponse(2));
        faults.add(Fault.on("POST", "/storage/v1/object/**").corruptRequest(0));

        assertThat(wire.get("/object/b/x").text()).isEqualTo("0133456789");
        wire.upload("b/new", "0123");
        assertThat(wire.get("/object/b/new").text()).isEqualTo("1123");
    }

    @Test
    void carriesARequestOutTwice() {
        faults.add(Fault.on("POST", "/storage/v1/object/**").duplicate());

        assertThat(Wire.code(wire.upload("b/new", "1"))).isEqualTo("KeyAlreadyExists");
        assertThat(wire.get("/object/b/new").text()).isEqualTo("1");
    }

    @Test
    void expiresTheTokensOfUsersButNotTheKeys(LocalPlatform platform) {
        Wire user = wire.as(platform.userToken("317eadce-631a-4429-a0bb-f19a7a517b4a"));
        assertThat(user.get("/bucket").status()).isEqualTo(200);

        faults.expireTokens();

        assertThat(Wire.tree(user.get("/bucket")).path("message").asText())
                .isEqualTo("\"exp\" claim timestamp check failed");
        assertThat(wire.get("/bucket").status()).isEqualTo(200);
    }

    @Test
    void skewsTheClock(LocalPlatform platform) {
        Wire user = wire.as(platform.userToken("317eadce-631a-4429-a0bb-f19a7a517b4a"));

        faults.clockSkew(Duration.ofHours(2));

        assertThat(Wire.tree(user.get("/bucket")).path("message").asText())
                .isEqualTo("\"exp\" claim timestamp check failed");
    }

    @Test
    void takesFaultsAsJson() {
        RawHttp.Answer added = wire.post(
                "/__local/faults",
                "{\"method\":\"GET\",\"path\":\"/storage/v1/object/**\",\"kind\":\"status\",\"amount\":502}");

        assertThat(added.text()).contains("\"kind\":\"status\",\"amount\":502");
        assertThat(wire.get("/object/b/x").status()).isEqualTo(502);
        assertThat(wire.get("/__local/faults").text()).isEqualTo("[]");
        assertThat(wire.post("/__local/faults", "{\"path\":\"/x\",\"kind\":\"what\"}")
                        .text())
                .contains("unknown fault 'what'; there are: status, status-after-work");
    }

    private long millisOfAGet() {
        long begin = System.nanoTime();
        assertThat(wire.get("/object/b/x").text()).isEqualTo("0123456789");
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
