package io.github.reel4j.polling.simulation;

import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Simulates tasks that share one poll budget, where each poll goes to the task with the highest priority. */
public record SharedBudget(int tasks, double pollsPerSecond, CompletionTimes times) {

    private static final double TICK = 0.1;

    private static final class Slot {
        private double startedAt;
        private double completesAt;
        private SimulatedTask task = SimulatedTask.fresh();
        private double priority;
    }

    /** Returns the mean delay from completion to detection in the seconds from {@code from} to {@code to}. */
    public double delay(PollPolicy policy, double from, double to, long seed) {
        Random chance = new Random(seed);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            Slot slot = new Slot();
            fill(slot, chance.nextDouble() * times.mean(), chance);
            slots.add(slot);
        }
        double budget = 0;
        double delays = 0;
        int found = 0;
        for (double now = 0; now < to; now += TICK) {
            for (Slot slot : slots) {
                slot.priority =
                        now <= slot.startedAt ? 0 : policy.priority(slot.task, SimulatedTask.age(now - slot.startedAt));
            }
            budget += pollsPerSecond * TICK;
            slots.sort(Comparator.comparingDouble((Slot slot) -> -slot.priority));
            for (int i = 0; budget >= 1 && slots.get(i).priority > 0; i++, budget--) {
                Slot slot = slots.get(i);
                Duration age = SimulatedTask.age(now - slot.startedAt);
                if (now < slot.completesAt) {
                    slot.task = slot.task.polledAt(age);
                } else {
                    delays += now >= from ? now - slot.completesAt : 0;
                    found += now >= from ? 1 : 0;
                    policy.ended(slot.task, slot.task.lastPollAt(), age);
                    fill(slot, now, chance);
                }
            }
            budget = Math.min(budget, 1);
        }
        return delays / found;
    }

    private void fill(Slot slot, double now, Random chance) {
        slot.startedAt = now;
        slot.completesAt = now + times.quantile(chance.nextDouble());
        slot.task = SimulatedTask.fresh();
    }
}
