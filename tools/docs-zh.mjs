export const chinese = new Map();
