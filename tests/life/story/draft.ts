/** A program in the making: what a story changes from run to run. */
import type { Properties } from "../../support/plugin/results";
import { component, type Program, type Resource } from "../engine/program";
import type { Noun } from "./nouns";

export interface Item {
  readonly key: string;
  readonly noun: Noun;
  /** In the program. */
  name: string;
  /** On the service; undefined: made by us. */
  serviceName: string | undefined;
  value: 0 | 1;
  /** Role to the key of the resource in it. */
  readonly roles: Readonly<Record<string, string>>;
  /** Key of the component or resource that it lies under. */
  parent?: string | undefined;
  adopt: boolean;
  instance?: string | undefined;
  aliases: string[];
  protect?: boolean;
  retain?: boolean;
  /** As the state has it. */
  retainStored?: boolean;
  /** The value that the service keeps, whatever the program says. */
  ignoring?: 0 | 1 | undefined;
  replaceOnChanges?: boolean;
  deleteBeforeReplace?: boolean;
}

export class Draft {
  readonly items: Item[] = [];
  readonly components = new Set<string>();
  /** What left the program and stays on the service. */
  readonly leftovers: Item[] = [];
  /** False after a run that was cut off: what is on the service may not be in the state. */
  isSettled = true;
  /** Replacements of what others need are left out: the engine would wait for what nobody removes. */
  replacesOnlyLeaves = false;
  #count = 0;

  /**
   * @param nouns that there are
   * @param prefix tells its resources from those of other drafts
   */
  constructor(
    readonly nouns: ReadonlyMap<string, Noun>,
    private readonly prefix = "",
  ) {}

  /** Adds a resource, and what it needs. Undefined where the program has no room for it. */
  add(
    noun: Noun,
    options: { readonly adopt: boolean; readonly value: 0 | 1; readonly unnamed: boolean; readonly shares: boolean },
  ): Item | undefined {
    if (noun.single === true && this.items.some((item) => item.noun === noun)) return undefined;
    const roles: Record<string, string> = {};
    for (const [role, needed] of Object.entries(noun.needs ?? {})) {
      const shared = options.shares ? this.items.find((item) => this.#fits(item, noun, role, needed, roles)) : undefined;
      const definition = this.nouns.get(needed);
      if (definition === undefined) throw new Error(`${noun.noun} needs a ${needed}, which this service lacks`);
      const filled = shared ?? this.add(definition, { ...options, value: 0 });
      if (filled === undefined) return undefined;
      roles[role] = filled.key;
    }
    this.#count += 1;
    const key = `${this.prefix}r${String(this.#count)}`;
    const item: Item = {
      key,
      noun,
      name: `${noun.noun.toLowerCase()}-${key}`,
      serviceName: options.unnamed && noun.mayBeUnnamed === true ? undefined : key,
      value: noun.changing === undefined ? 0 : options.value,
      roles,
      adopt: options.adopt && noun.cannotAdopt !== true,
      aliases: [],
    };
    this.items.push(item);
    return item;
  }

  #fits(item: Item, noun: Noun, role: string, needed: string, taken: Readonly<Record<string, string>>): boolean {
    if (item.noun.noun !== needed || Object.values(taken).includes(item.key)) return false;
    const users = this.usersOf(item);
    const claims = (user: Item): boolean =>
      user.noun.noun === noun.noun ||
      Object.entries(user.roles).some(([each, key]) => key === item.key && user.noun.alone?.includes(each) === true);
    return !users.some(claims) && !(noun.alone?.includes(role) === true && users.length > 0);
  }

  /** True when what the program has given up uses it: nobody takes that away before it. */
  isNeededElsewhere(item: Item): boolean {
    return this.leftovers.some(({ roles }) => Object.values(roles).includes(item.key));
  }

  /** What uses this one, leftovers included. */
  usersOf(item: Item): readonly Item[] {
    return [...this.items, ...this.leftovers].filter(({ roles }) => Object.values(roles).includes(item.key));
  }

  /** And what uses those. */
  allUsersOf(item: Item): readonly Item[] {
    const users = this.usersOf(item);
    return [...users, ...users.flatMap((user) => this.allUsersOf(user))];
  }

  get(key: string): Item {
    const item = this.items.find((each) => each.key === key);
    if (item === undefined) throw new Error(`the program has no ${key}`);
    return item;
  }

  remove(item: Item): void {
    this.items.splice(this.items.indexOf(item), 1);
  }

  program(): Program {
    return [...this.#components(), ...this.items.map((item) => this.#resource(item, item.value))];
  }

  /** The program that makes, in one run and without any trouble, what the service is to hold in the end. */
  reference(): Program {
    return [...this.#components(), ...[...this.items, ...this.leftovers].map((item) => this.#resource(item, item.ignoring ?? item.value))];
  }

  #components(): readonly Resource[] {
    return [...this.components].map((key) => ({ key, name: key, noun: component, args: {} }));
  }

  #resource(item: Item, value: 0 | 1): Resource {
    const { noun } = item;
    const args: Properties = noun.args(item.serviceName ?? "", value, (role, output) => ({ $ref: `${item.roles[role] ?? ""}.${output}` }));
    if (item.serviceName === undefined && noun.nameField !== undefined) delete args[noun.nameField];
    if (item.adopt) args["adopt"] = true;
    const changing = noun.changing === undefined ? [] : [noun.changing];
    return {
      key: item.key,
      name: item.name,
      noun: noun.noun,
      args,
      ...(item.parent === undefined ? {} : { parent: item.parent }),
      ...(item.instance === undefined ? {} : { instance: item.instance }),
      aliases: item.aliases,
      protect: item.protect === true,
      retainOnDelete: item.retain === true,
      ignoreChanges: item.ignoring === undefined ? [] : changing,
      replaceOnChanges: item.replaceOnChanges === true ? changing : [],
      ...(item.deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace: item.deleteBeforeReplace }),
    };
  }
}
