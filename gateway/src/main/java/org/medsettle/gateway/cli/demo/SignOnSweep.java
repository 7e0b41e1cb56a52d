package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** 9001 for every institution; its later messages carry the number it was given. */
@ThreadConfined(Threads.EVENT_LOOP)
final class SignOnSweep implements Sweep {
    private final Scene scene;

    SignOnSweep(Scene scene) {
        this.scene = scene;
    }

    @Override
    public int size() {
        return scene.population().venues().size();
    }

    @Override
    public byte[] request(int index) {
        return scene.encoder().signOn(index);
    }

    @Override
    public void check(int index, HisAnswer answer) {
        if (!answer.isOk() || answer.signNumber.isEmpty()) {
            scene.violations().add("9001 of institution " + index + ": " + answer);
        }
        scene.encoder().signedOn(index, answer.signNumber);
    }
}
