package org.prytany.host.inspect;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;

/** Makes a class that no compiler makes: one of its constants is made from itself. */
final class SelfNaming {

  private static final int DYNAMIC = 17;

  private SelfNaming() {}

  /**
   * A class with a method "run" that makes a call site from a handle and from that constant.
   *
   * @param name with dots
   * @param handle a static method of this class, taking an int and giving nothing
   */
  static byte[] of(String name, Class<?> handleOf, String handle) {
    ClassDesc own = ClassDesc.of(name);
    DirectMethodHandleDesc site =
        ConstantDescs.ofCallsiteBootstrap(own, "site", ConstantDescs.CD_CallSite);
    DirectMethodHandleDesc constant =
        ConstantDescs.ofConstantBootstrap(own, "constant", ConstantDescs.CD_Object);
    DynamicConstantDesc<?> inner =
        DynamicConstantDesc.ofNamed(constant, "it", ConstantDescs.CD_Object);
    DynamicConstantDesc<?> outer =
        DynamicConstantDesc.ofNamed(constant, "it", ConstantDescs.CD_Object, inner);
    MethodHandleDesc used =
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            handleOf.describeConstable().orElseThrow(),
            handle,
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
    byte[] made =
        ClassFile.of()
            .build(
                own,
                builder ->
                    builder.withMethodBody(
                        "run",
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code ->
                            code.invokedynamic(
                                    DynamicCallSiteDesc.of(
                                        site, "run", ConstantDescs.MTD_void, used, outer))
                                .return_()));
    return pointedAtThemselves(made);
  }

  // Every such constant is given the bootstrap of the one that has an argument, which is then it.
  private static byte[] pointedAtThemselves(byte[] made) {
    int outer = 0;
    for (PoolEntry entry : ClassFile.of().parse(made).constantPool()) {
      if (entry instanceof ConstantDynamicEntry one && !one.bootstrap().arguments().isEmpty()) {
        outer = one.bootstrap().bsmIndex();
      }
    }
    byte[] bytes = made.clone();
    for (PoolEntry entry : ClassFile.of().parse(made).constantPool()) {
      if (entry instanceof ConstantDynamicEntry one) {
        int pair = one.nameAndType().index();
        for (int at = 0; at + 4 < bytes.length; at++) {
          if (bytes[at] == DYNAMIC
              && bytes[at + 1] == 0
              && bytes[at + 2] == one.bootstrap().bsmIndex()
              && bytes[at + 3] == pair >> 8
              && bytes[at + 4] == (byte) pair) {
            bytes[at + 2] = (byte) outer;
          }
        }
      }
    }
    return bytes;
  }
}
