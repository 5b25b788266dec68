package dev.plinth.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * Runs a Spring Boot test on an embedded platform, whatever the properties {@code plinth.*} of the application say. The
 * platform is a bean of the type {@code dev.plinth.testkit.LocalPlatform}: inject it to add policies, read sent e-mails
 * or inject faults. It is started and closed with the application context, which Spring keeps for other tests with the
 * same configuration.
 *
 * <pre>{@code
 * @SpringBootTest
 * @LocalPlatformTest
 * class SignUpTest {
 *     @Autowired
 *     Project project;
 *
 *     @Test
 *     void aNewUserCanSignIn() {
 *         project.auth().signUp("ada@example.com", "correct horse");
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestPropertySource(properties = "plinth.local.enabled=true")
public @interface LocalPlatformTest {

    /**
     * Whether the platform is reset before each test: its users, objects, policies, faults and e-mails are deleted,
     * also those that the application created when it started.
     *
     * @return true by default
     */
    boolean resetBeforeEach() default true;
}
