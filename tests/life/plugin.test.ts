import { tellStories } from "./stories";
import { playOnEmulator } from "./tell";

tellStories("plugin", "oos", 130, playOnEmulator);
tellStories("plugin", "zos", 12, playOnEmulator);
