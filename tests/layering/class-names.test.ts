// SPDX-License-Identifier: MIT
/**
 * One name, one class: two types of one name in a namespace break the one-definition rule ([basic.def.odr]), and the
 * linker takes either in silence. Two classes `Wording` once broke the studio module that way.
 */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

/** What a brace opens; only namespaces and types lead to names that other files can see. */
const namespaceHead = /^(?:inline\s+)?namespace(?:\s+([\w:]+))?$/;
const typeHead =
  /^(?:template\s*<[^{}]*>\s*)?(?:class|struct|union|enum(?:\s+(?:class|struct))?)\s+(?:\[\[[^\]]*\]\]\s*)?(\w+)(?:\s+final)?(?:\s*:(?!:)[^(){}]*)?$/;
/** Comments, literals and directives: braces in them open nothing. */
const noCode =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^\s()\\]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w'])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*/gm;

/** The types that a file defines outside unnamed namespaces and functions, with their namespaces. */
function typesIn(text: string): string[] {
  const found: string[] = [];
  // A scope without a name hides what is in it.
  const scopes: (string | null)[] = [];
  let head = '';
  for (const sign of text.replace(noCode, ' ')) {
    if (sign === '{') {
      const words = head.trim().replace(/\s+/g, ' ');
      const [space, name] = namespaceHead.exec(words) ?? [];
      const type = typeHead.exec(words)?.[1];
      scopes.push((space === undefined ? type : name) ?? null);
      if (type !== undefined && !scopes.includes(null)) found.push(scopes.join('::'));
    }
    if (sign === '}') scopes.pop();
    head = /[{};]/.test(sign) ? '' : head + sign;
  }
  return found;
}

function cppFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(cc|h)$/.test(name))
    .map((name) => join(folder, name));
}

/** Each type that more than one file of a program defines, and those files. */
function clashes(files: readonly string[]): string[] {
  const homes = new Map<string, string[]>();
  for (const file of files) {
    for (const type of new Set(typesIn(readFileSync(file, 'utf8')))) {
      homes.set(type, [...(homes.get(type) ?? []), file]);
    }
  }
  const several = [...homes].filter(([, places]) => places.length > 1);
  return several.map(([type, places]) => `${type}: ${places.sort().join(', ')}`).sort();
}

describe('a class', () => {
  const sources = ['core', 'wasm', 'cli', 'collector'].filter(existsSync).flatMap(cppFiles);

  it('shares its name with none of another file', () => {
    assert.deepEqual(clashes(sources), []);
    const types = sources.flatMap((file) => typesIn(readFileSync(file, 'utf8')));
    for (const one of ['akkoord::Wording', 'akkoord::Policy', 'akkoord::Decision']) {
      assert.ok(types.includes(one), `${one} was not seen`);
    }
  });

  it('shares its name with none of the tests that are linked with it', () => {
    assert.deepEqual(clashes([...sources, ...cppFiles('tests')]), []);
  });
});

describe('the search for classes of one name', () => {
  let tree = '';
  before(() => {
    tree = mkdtempSync(join(tmpdir(), 'akkoord-classes-'));
    mkdirSync(join(tree, 'lint'));
  });
  after(() => rmSync(tree, { recursive: true }));

  /** What is said of two files with these texts. */
  const saysOf = (one: string, other: string): string[] => {
    const files = [join(tree, 'wording.h'), join(tree, 'lint', 'wording.cc')];
    writeFileSync(files[0] ?? '', one);
    writeFileSync(files[1] ?? '', other);
    assert.deepEqual(cppFiles(tree).sort(), [...files].sort());
    return clashes(files).map((line) => line.replace(/:(?!:) .*/, ''));
  };
  const within = (space: string, text: string): string => `namespace ${space} {\n${text}\n}\n`;

  it('finds two in one namespace, whatever kind they are', () => {
    const clash = ['akkoord::Wording'];
    const first = within('akkoord', 'class Wording final {\n public:\n  int a() { return 1; }\n};');
    for (const second of [
      'class Wording {};',
      'struct Wording : public Text<int> { int b; };',
      'enum class Wording : std::uint8_t { plain, biased };',
      'template <class T>\nstruct Wording {};',
      'int f(char c) { return c == \'{\' ? 1 : 0; }  // {\n#define OPEN {\nconst char* s = "{";\nstruct Wording {};',
    ]) {
      assert.deepEqual(saysOf(first, within('akkoord', second)), clash, second);
    }
    assert.deepEqual(
      saysOf(first, 'namespace akkoord { namespace { } struct Wording {}; }'),
      clash,
    );
  });

  it('finds two in a class or a namespace within', () => {
    const inner = within('akkoord::page', 'struct Policy { struct Part { int a; }; };');
    const apart = 'namespace akkoord { namespace page { struct Policy { struct Part {}; }; } }';
    assert.deepEqual(saysOf(inner, apart), [
      'akkoord::page::Policy',
      'akkoord::page::Policy::Part',
    ]);
  });

  it('lets be what no other file can see, what is declared only, and other namespaces', () => {
    const first = within('akkoord', 'class Wording {};');
    for (const second of [
      'namespace {\nclass Wording {};\n}',
      'class Wording;\nWording& of(const class Wording& other);',
      'void f() {\n  struct Wording {};\n}',
      'template <>\nstruct Wording<int> {};',
      '// class Wording {};\n/* struct Wording {}; */',
      'const char* text = R"(class Wording {};)";',
    ]) {
      assert.deepEqual(saysOf(first, within('akkoord', second)), [], second);
    }
    assert.deepEqual(saysOf(first, within('akkoord::page', 'class Wording {};')), []);
  });
});
