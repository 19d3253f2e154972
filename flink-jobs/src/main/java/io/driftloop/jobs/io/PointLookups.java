package io.driftloop.jobs.io;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;

/**
 * What Flink has no setting for, where state is asked for single keys and mostly written: a hash
 * index in each block of data saves the search in it, and twice as many new files may lie beside
 * each other before they are written into the next level.
 */
public final class PointLookups implements RocksDBOptionsFactory {
  private static final long serialVersionUID = 1L;
  private static final double KEYS_PER_BUCKET = 0.75;
  private static final int NEW_FILES = 8;

  @Override
  public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
    return current;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
    if (current.tableFormatConfig() instanceof BlockBasedTableConfig tables) {
      current.setTableFormatConfig(
          tables
              .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
              .setDataBlockHashTableUtilRatio(KEYS_PER_BUCKET));
    }
    return current.setLevel0FileNumCompactionTrigger(NEW_FILES);
  }
}
