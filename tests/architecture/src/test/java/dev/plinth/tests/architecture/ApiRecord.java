package dev.plinth.tests.architecture;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the public and protected members of a class as text: modifiers, generics, nullness and exceptions. */
final class ApiRecord {

    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private ApiRecord() {}

    /** Returns the header line of a type and one line for each member. */
    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(ApiRecord::visible)
                .map(ApiRecord::field);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(ApiRecord::visible)
                .map(ApiRecord::constructor);
        Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(ApiRecord::visible)
                .filter(method -> !method.isBridge() && !isImplied(type, method))
                .map(ApiRecord::method);
        Stream.of(fields.sorted(), constructors.sorted(), methods.sorted(Comparator.naturalOrder()))
                .flatMap(members -> members)
                .forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static boolean visible(Member member) {
        boolean shown = Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
        return shown && !member.isSynthetic();
    }

    /** The methods that every enum has. */
    private static boolean isImplied(Class<?> type, Method method) {
        return type.isEnum()
                && (method.getName().equals("values") || method.getName().equals("valueOf"));
    }

    private static String header(Class<?> type) {
        StringBuilder text = new StringBuilder();
        int hidden = type.isInterface() ? Modifier.ABSTRACT : 0;
        text.append(Modifier.toString(type.getModifiers() & SHOWN & ~hidden));
        if (type.isSealed()) {
            text.append(" sealed");
        }
        text.append(type.isAnnotation() ? " @interface " : type.isInterface() ? " interface " : kind(type));
        text.append(type.getName().replace('$', '.')).append(typeParameters(type.getTypeParameters()));
        AnnotatedType above = type.getAnnotatedSuperclass();
        if (above != null && above.getType() != Object.class && !type.isEnum() && !type.isRecord()) {
            text.append(" extends ").append(name(above));
        }
        if (type.getAnnotatedInterfaces().length > 0) {
            text.append(type.isInterface() ? " extends " : " implements ").append(names(type.getAnnotatedInterfaces()));
        }
        return text.toString();
    }

    private static String kind(Class<?> type) {
        return type.isEnum() ? " enum " : type.isRecord() ? " record " : " class ";
    }

    private static String field(Field field) {
        return modifiers(field) + name(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor) + "<init>" + parameters(constructor) + thrown(constructor);
    }

    private static String method(Method method) {
        String generic = typeParameters(method.getTypeParameters());
        String body = method.isDefault() ? "default " : "";
        return modifiers(method) + body + (generic.isEmpty() ? "" : generic + " ")
                + name(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method) + thrown(method);
    }

    private static String modifiers(Member member) {
        String text = Modifier.toString(member.getModifiers() & SHOWN);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(ApiRecord::parameter)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameter(Parameter parameter) {
        String type = name(parameter.getAnnotatedType());
        return parameter.isVarArgs() ? type.replaceFirst("\\[]$", "...") : type;
    }

    private static String thrown(Executable executable) {
        AnnotatedType[] exceptions = executable.getAnnotatedExceptionTypes();
        return exceptions.length == 0 ? "" : " throws " + names(exceptions);
    }

    private static String typeParameters(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> variable.getName() + bounds(variable))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getAnnotatedBounds())
                .filter(bound -> bound.getType() != Object.class)
                .map(ApiRecord::name)
                .collect(Collectors.joining(" & "));
        return bounds.isEmpty() ? "" : " extends " + bounds;
    }

    private static String names(AnnotatedType[] types) {
        return Arrays.stream(types).map(ApiRecord::name).collect(Collectors.joining(", "));
    }

    /** Returns a type with its annotations, which are the nullness that is declared. */
    private static String name(AnnotatedType type) {
        return type.toString()
                .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
                .replace('$', '.');
    }
}
