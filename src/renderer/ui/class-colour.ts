const TEMP = ['#e69f00', '#56b4e9', '#cc79a7', '#f0e442', '#0072b2', '#d55e00', '#009e73'];
/** The colour that a class has in every drawing, list and overlay. */
export function classColour(classId: number): string {
  return TEMP[classId % TEMP.length]!;
}
