package org.prytany.chain.simulate;

import java.util.List;

/** View calls asked before and after the simulated calls, in the same block. */
interface Questions {

  /** The calls, always the same ones in the same order. */
  List<SimulatedRun.Call> calls();

  /** What came of them, in their order, before and after. */
  void read(List<SimulatedRun.Result> before, List<SimulatedRun.Result> after);
}
