package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every endpoint of the server has a test of the wire and one of behaviour, or a reason; prints which. */
class RouteTableTest {

    private static final List<Class<?>> BEHAVIOUR = List.of(
            FlowsTest.class,
            LocalFlowsTest.class,
            OtherWaysInTest.class,
            ProvidersTest.class,
            PhoneTest.class,
            SessionTest.class,
            UsersTest.class,
            AuthAdminTest.class,
            LocalKeysTest.class);

    @Test
    void everyEndpointHasBothTests() {
        Map<String, List<String>> wire = covered(List.of(WireTest.class));
        WireTest.endpoints()
                .forEach(row -> wire.computeIfAbsent(row.route(), r -> new ArrayList<>())
                        .add("WireTest[" + row + "]"));
        Map<String, List<String>> behaviour = covered(BEHAVIOUR);

        RouteTable.served()
                .forEach((route, operations) -> System.out.printf(
                        "%-52s %-42s %s | %s%n",
                        route, String.join(", ", operations), wire.get(route), behaviour.get(route)));
        RouteTable.leftOut().forEach((route, reason) -> System.out.printf("%-52s left out: %s%n", route, reason));

        assertThat(wire.keySet())
                .containsExactlyInAnyOrderElementsOf(RouteTable.served().keySet());
        assertThat(behaviour.keySet())
                .containsExactlyInAnyOrderElementsOf(RouteTable.served().keySet());
    }

    private static Map<String, List<String>> covered(List<Class<?>> classes) {
        Map<String, List<String>> tests = new LinkedHashMap<>();
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                Covers covers = method.getAnnotation(Covers.class);
                for (String route : covers == null ? new String[0] : covers.value()) {
                    tests.computeIfAbsent(route, r -> new ArrayList<>())
                            .add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return tests;
    }
}
