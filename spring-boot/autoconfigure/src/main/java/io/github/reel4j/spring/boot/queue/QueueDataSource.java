package io.github.reel4j.spring.boot.queue;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Chooses the data source of the queue. */
final class QueueDataSource {

    private QueueDataSource() {}

    /**
     * Returns the qualified data source, or else the only or primary one.
     *
     * @throws IllegalStateException if there are several candidates
     */
    static DataSource choose(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> all) {
        DataSource found = qualified.getIfAvailable(all::getIfUnique);
        if (found == null) {
            throw new IllegalStateException("the order queue needs one data source, but the application has "
                    + all.stream().count()
                    + ". If there are several, annotate one with @ReelDataSource or @Primary. If there is"
                    + " none, set spring.datasource.url, or set reel4j.queue.enabled to false.");
        }
        DataSource target =
                found instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : found;
        return target == null ? found : target;
    }
}
