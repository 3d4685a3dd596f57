package org.keras4j.examples.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What users of a class can name: its public members and, where it can be extended, its protected
 * ones. Those that it inherits from a class that users cannot see count as its own.
 */
final class PublicMembers {

  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

  private final Class<?> type;
  private final Predicate<Class<?>> visible;
  private final boolean extensible;

  PublicMembers(Class<?> type, Predicate<Class<?>> visible) {
    this.type = type;
    this.visible = visible;
    this.extensible = !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
  }

  /** Returns whether a class that is not final cannot be extended by users all the same. */
  private boolean isClosed() {
    return type.isSealed() || hasNoOpenConstructor();
  }

  private boolean hasNoOpenConstructor() {
    return extensible
        && !type.isInterface()
        && Arrays.stream(type.getDeclaredConstructors()).noneMatch(PublicMembers::isOpen);
  }

  private static boolean isOpen(Constructor<?> c) {
    return Modifier.isPublic(c.getModifiers()) || Modifier.isProtected(c.getModifiers());
  }

  /**
   * Returns a line for the class, which says "closed" if only we can extend it, and an indented one
   * for each member, in order.
   */
  List<String> lines() {
    Set<String> members = new TreeSet<>();
    fields(members);
    constructors(members);
    methods(members);
    List<String> lines = new ArrayList<>();
    lines.add(header());
    members.forEach(m -> lines.add("  " + m));
    return lines;
  }

  private String header() {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    String modifiers =
        modifiers(type.getModifiers() & (type.isInterface() ? Modifier.PUBLIC : SHOWN));
    StringBuilder text = new StringBuilder(modifiers);
    if (isClosed()) {
      text.append("closed ");
    }
    text.append(kind).append(' ').append(TypeNames.of(type));
    text.append(TypeNames.parameters(type.getTypeParameters()));
    Class<?> parent = visibleParent();
    if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
      Type generic = parent == type.getSuperclass() ? type.getGenericSuperclass() : parent;
      text.append(" extends ").append(TypeNames.of(generic));
    }
    if (type.getGenericInterfaces().length > 0) {
      text.append(type.isInterface() ? " extends " : " implements ");
      text.append(TypeNames.of(type.getGenericInterfaces()));
    }
    return text.toString();
  }

  private Class<?> visibleParent() {
    Class<?> c = type.getSuperclass();
    while (c != null && !visible.test(c)) {
      c = c.getSuperclass();
    }
    return c;
  }

  /** Returns the class and those above it up to the first one that is listed elsewhere. */
  private List<Class<?>> ownClasses() {
    List<Class<?>> all = new ArrayList<>();
    Class<?> c = type;
    do {
      all.add(c);
      c = c.getSuperclass();
    } while (c != null && !visible.test(c));
    return all;
  }

  private void fields(Set<String> lines) {
    for (Class<?> c : ownClasses()) {
      for (Field f : c.getDeclaredFields()) {
        if (isShown(f)) {
          lines.add(
              modifiers(f.getModifiers()) + TypeNames.of(f.getGenericType()) + " " + f.getName());
        }
      }
    }
  }

  private void constructors(Set<String> lines) {
    for (Constructor<?> c : type.getDeclaredConstructors()) {
      if (isShown(c)) {
        lines.add(signature(c, type.getSimpleName()));
      }
    }
  }

  private void methods(Set<String> lines) {
    Map<String, Method> all = new LinkedHashMap<>();
    for (Class<?> c : ownClasses()) {
      for (Method m : c.getDeclaredMethods()) {
        if (isShown(m) && !OF_EVERY_OBJECT.contains(m.getName())) {
          all.putIfAbsent(m.getName() + Arrays.toString(m.getParameterTypes()), m);
        }
      }
    }
    all.values()
        .forEach(
            m ->
                lines.add(
                    signature(m, TypeNames.of(m.getGenericReturnType()) + " " + m.getName())));
  }

  private <M extends Member & AnnotatedElement> boolean isShown(M member) {
    int m = member.getModifiers();
    return !member.isSynthetic()
        && (Modifier.isPublic(m) || (extensible && Modifier.isProtected(m)));
  }

  private static String signature(Executable e, String name) {
    int modifiers = e.getModifiers();
    String text = modifiers(modifiers);
    String generic = TypeNames.parameters(e.getTypeParameters());
    text += generic.isEmpty() ? "" : generic + " ";
    text += name + "(" + TypeNames.of(e.getGenericParameterTypes()) + ")";
    return e.isVarArgs() ? text.replaceFirst("\\[]\\)$", "...)") : text;
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers & SHOWN);
    return text.isEmpty() ? "" : text + " ";
  }
}
