import { tellStories } from "./stories";
import { playOnEmulator } from "./tell";

tellStories("dynamic", "oos", 130, playOnEmulator);
tellStories("dynamic", "zos", 12, playOnEmulator);
