package dev.plinth.tests.hostile;

import dev.plinth.auth.NewUser;
import dev.plinth.core.ApiClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds every method of every handle, and calls it with made arguments: once bare, and once with each option. */
final class Programs {

    private final List<Program> found = new ArrayList<>();
    private final Values values;

    Programs(Values values) {
        this.values = values;
    }

    /** Returns a program for each method, and each option of it, of a handle and of the handles that it leads to. */
    List<Program> of(String name, Class<?> handle, Program.Use getter) {
        explore(name, handle, getter, new HashSet<>());
        return found;
    }

    private void explore(String path, Class<?> handle, Program.Use getter, Set<Class<?>> above) {
        if (!above.add(handle)) {
            return;
        }
        for (Method method : methods(handle)) {
            String name = path + "." + method.getName() + parameters(method);
            Program.Use bare = site -> call(method, getter.on(site), arguments(method, null, site));
            if (ApiClient.class.isAssignableFrom(method.getReturnType())
                    && !method.getName().equals("connectDirect")
                    && !method.getName().startsWith("create")) {
                explore(path + "." + method.getName(), method.getReturnType(), bare, above);
                continue;
            }
            found.add(new Program(name, bare));
            for (Method option : options(method)) {
                found.add(new Program(
                        name + " " + option.getName() + parameters(option),
                        site -> call(method, getter.on(site), arguments(method, option, site))));
            }
        }
    }

    static List<Method> methods(Class<?> handle) {
        return Arrays.stream(handle.getMethods())
                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> m.getDeclaringClass() == handle)
                .filter(m -> !m.isBridge() && !m.getName().equals("close"))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static List<Method> options(Method method) {
        for (Type type : method.getGenericParameterTypes()) {
            if (Values.raw(type) == Consumer.class) {
                return setters(Values.raw(((ParameterizedType) type).getActualTypeArguments()[0]));
            }
        }
        return List.of();
    }

    static List<Method> setters(Class<?> options) {
        return Arrays.stream(options.getMethods())
                .filter(m -> m.getReturnType() == options && !m.isBridge() && !Modifier.isStatic(m.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private Object[] arguments(Method method, Method option, Site site) {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            boolean configures = parameters[i].getType() == Consumer.class;
            arguments[i] = configures
                    ? (Consumer<Object>) options -> configure(options, option, site)
                    : values.make(parameters[i].getParameterizedType(), parameters[i].getName(), site);
        }
        return arguments;
    }

    private void configure(Object options, Method option, Site site) {
        if (options instanceof NewUser.Builder user) {
            user.email("a@b.co");
        }
        if (option != null) {
            Object[] arguments = arguments(option, null, site);
            try {
                call(option, options, arguments);
            } catch (Exception e) {
                throw Site.unchecked(e);
            }
        }
    }

    /** Calls a method, and throws what it throws. */
    static Object call(Method method, Object target, Object... arguments) throws Exception {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    static String parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .map(Parameter::getName)
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    }
}
