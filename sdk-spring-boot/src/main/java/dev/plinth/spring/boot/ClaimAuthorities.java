package dev.plinth.spring.boot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** The authorities of a token: the texts in its claims, with a prefix. */
final class ClaimAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {

    private final List<String> claims;
    private final String prefix;

    ClaimAuthorities(List<String> claims, String prefix) {
        this.claims = List.copyOf(claims);
        this.prefix = prefix;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        Set<String> names = new LinkedHashSet<>();
        for (String claim : claims) {
            collect(find(token.getClaims(), claim), names);
        }
        List<GrantedAuthority> authorities = new ArrayList<>();
        names.forEach(name -> authorities.add(new SimpleGrantedAuthority(prefix + name)));
        return authorities;
    }

    /** A claim may have a dot in its name: the whole name comes first. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        int dot = path.indexOf('.');
        if (claims.containsKey(path) || dot < 0) {
            return claims.get(path);
        }
        Object inner = claims.get(path.substring(0, dot));
        return inner instanceof Map<?, ?> map ? find(map, path.substring(dot + 1)) : null;
    }

    private static void collect(@Nullable Object value, Set<String> names) {
        if (value instanceof String name && !name.isBlank()) {
            names.add(name);
        } else if (value instanceof Collection<?> values) {
            values.forEach(inner -> collect(inner, names));
        }
    }
}
