package dev.plinth.testkit.internal.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program's jar has only a part of the library that hashes passwords: all that hashing needs. */
class PackagedHashingTest {
    private static final Pattern INCLUDE = Pattern.compile("<include>(org/bouncycastle/[^<]+)</include>");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "cXGpk/!^1BycGa& $argon2id$v=19$m=248,t=1,p=1$c29tZXNhbHQx$ALPh5gj4JW5QJp6oTWPi/ndIuwqvt9eEseYzVya568p6d"
                        + "JIiHMOwdZJPCQMUFUWxE5aoErOJpJDOP4scimJ9go0ZHFIzaw",
                "user1password $fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,"
                        + "sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
                        + "$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198J"
                        + "AdRuid5lQ=="
            })
    void jarOfTheProgramHasTheClassesOfEveryHash(String password, String hash) throws Exception {
        Class<?> packaged = new PackagedClasses(included()).loadClass(PasswordHash.class.getName());

        assertThat(packaged.getMethod("matches", String.class, String.class).invoke(null, password, hash))
                .isEqualTo(true);
    }

    private static List<Pattern> included() throws IOException {
        return INCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(include -> include.group(1)
                        .replace("**", "\0")
                        .replace("*", "[^/]*")
                        .replace("\0", ".*"))
                .map(Pattern::compile)
                .toList();
    }

    /** Defines the classes that hash anew; those of the library only if they are included. */
    private static final class PackagedClasses extends ClassLoader {
        private final List<Pattern> included;

        PackagedClasses(List<Pattern> included) {
            super(PackagedHashingTest.class.getClassLoader());
            this.included = included;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean library = name.startsWith("org.bouncycastle.");
            if (!library && !name.equals(PasswordHash.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name, library) : loaded;
        }

        private Class<?> define(String name, boolean library) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            if (library
                    && included.stream()
                            .noneMatch(include -> include.matcher(file).matches())) {
                throw new ClassNotFoundException(name + " is not included in the program's jar");
            }
            try (InputStream in = getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
