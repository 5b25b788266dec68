package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.internal.gateway.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are taken, and to which of them credentials may go over plain http. */
class LoopbackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.evil.example",
                "evillocalhost",
                "localhost.evil",
                "127.0.0.1.nip.io",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "1127.0.0.1",
                "[::2]",
                "0.0.0.0",
                "10.0.0.1",
                "kong_container"
            })
    void anotherMachineIsNotLoopback(String host) {
        assertThatThrownBy(() -> BaseUrl.read("http://" + host + ":8000", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowHttp");
        assertThat(BaseUrl.read("http://" + host + ":8000", true)).isEqualTo("http://" + host + ":8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "api.localhost", "127.0.0.1", "127.8.8.8", "[::1]"})
    void thisMachineIsLoopback(String host) {
        assertThat(BaseUrl.read("http://" + host, false)).isEqualTo("http://" + host);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example/auth/, https://xn--bcher-kva.example/auth",
        "https://kong_container:8443, https://kong_container:8443",
        "HTTPS://ref.example.co/, https://ref.example.co",
    })
    void hostsOfAllKindsAreTaken(String url, String read) {
        assertThat(BaseUrl.read(url, false)).isEqualTo(read);
    }

    @Test
    void aDatabaseUrlShowsNothingOfItsPassword() {
        assertThatThrownBy(() -> BaseUrl.read("postgresql://postgres:pa/ss@db.ref.example.co:5432/postgres", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql")
                .hasMessageNotContaining("pa/ss")
                .hasMessageNotContaining("ss@");
    }
}
