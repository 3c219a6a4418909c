package org.prytany.link;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record: its components in order. It is made by its canonical constructor, which may refuse. */
final class RecordForm implements Form {

  private record Part(RecordComponent component, MethodHandle get) {}

  private final List<Part> parts;
  private final MethodHandle make;

  RecordForm(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      make =
          lookup
              .unreflectConstructor(type.getDeclaredConstructor(types))
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      Part[] made = new Part[components.length];
      for (int i = 0; i < components.length; i++) {
        made[i] =
            new Part(
                components[i],
                lookup
                    .unreflect(components[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)));
      }
      parts = List.of(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("records of " + type + " cannot be sent", e);
    }
  }

  // Forms of components are looked up late: an action has actions in it.
  @Override
  public void write(DataOutput out, Object value) throws IOException {
    for (Part part : parts) {
      Forms.of(part.component().getGenericType()).write(out, component(part, value));
    }
  }

  @Override
  public Object read(DataInput in) throws IOException {
    Object[] given = new Object[parts.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = Forms.of(parts.get(i).component().getGenericType()).read(in);
    }
    try {
      return (Object) make.invokeExact(given);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("a record cannot be made", e);
    }
  }

  private static Object component(Part part, Object value) {
    try {
      return (Object) part.get().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record does not give its parts", e);
    }
  }
}
