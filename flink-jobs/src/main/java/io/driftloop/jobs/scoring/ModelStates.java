package io.driftloop.jobs.scoring;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The descriptors that a task remembers, by model: the newest one, and the one that serves, which
 * is older while the newest is being loaded or where its package was refused. Descriptors only,
 * never models.
 */
final class ModelStates {
  private final BroadcastState<String, ActiveModel> newest;
  private final BroadcastState<String, ActiveModel> serving;

  ModelStates(OperatorStateStore store) throws Exception {
    newest = store.getBroadcastState(descriptor("newest-models"));
    serving = store.getBroadcastState(descriptor("serving-models"));
  }

  private static MapStateDescriptor<String, ActiveModel> descriptor(String name) {
    return new MapStateDescriptor<>(name, Types.STRING, RecordKinds.ACTIVE_MODELS.type());
  }

  /**
   * Remembers a descriptor. The order in which descriptors reach tasks is not defined, so the
   * highest generation counts; a rollback is a new generation of an old version.
   *
   * @return whether it is newer than all before
   */
  boolean offer(ActiveModel active) throws Exception {
    ActiveModel known = newest.get(active.getModel());
    if (known != null && known.getGeneration() >= active.getGeneration()) {
      return false;
    }
    newest.put(active.getModel(), active);
    return true;
  }

  boolean isNewest(ActiveModel active) throws Exception {
    return newest.get(active.getModel()).getGeneration() == active.getGeneration();
  }

  void serves(ActiveModel active) throws Exception {
    serving.put(active.getModel(), active);
  }

  /** The model's descriptor that served last; null where none did. */
  ActiveModel serving(String model) throws Exception {
    return serving.get(model);
  }

  List<ActiveModel> allNewest() throws Exception {
    List<ActiveModel> all = new ArrayList<>();
    for (Map.Entry<String, ActiveModel> entry : newest.immutableEntries()) {
      all.add(entry.getValue());
    }
    return all;
  }
}
